package dev.intarsia.gateway;

import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.pool.PiecePool;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.startup.Readiness;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.gateway.topology.UserState;
import dev.intarsia.schemas.topic.Topics;

/**
 * What the streams have brought.
 *
 * @param location which gateway holds a user
 * @param refused records of the topics that were not read or used
 * @param topics the catalogue
 * @param readiness whether it is all that was there at the start
 */
record ServingState(
        UserState users,
        UserLocation location,
        PiecePool pool,
        AdapterCache cache,
        Freshness freshness,
        RefusedCounts refused,
        Topics topics,
        Readiness readiness) {}
