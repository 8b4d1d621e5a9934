package dev.intarsia.gateway;

import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.startup.GatewayReadiness;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.gateway.topology.UserLocation;

/**
 * What the streams have brought.
 *
 * @param location which gateway holds a user
 * @param refused records of the topics that were not read or used
 * @param pasts of users, made from what is held of them
 * @param readiness whether it is all that was there at the start
 */
record ServingState(
        GatewayUserState users,
        UserLocation location,
        ServedPieces pool,
        AdapterCache cache,
        Freshness freshness,
        RefusedCounts refused,
        KeptPasts pasts,
        GatewayReadiness readiness) {}
