package dev.intarsia.gateway;

import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.pool.PiecePool;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.startup.Readiness;
import dev.intarsia.gateway.topology.UserLocation;
import dev.intarsia.gateway.topology.UserState;

/**
 * What the streams have brought.
 *
 * @param location which gateway holds a user
 * @param readiness whether it is all that was there at the start
 */
record Knowledge(
        UserState users,
        UserLocation location,
        PiecePool pool,
        AdapterCache cache,
        Freshness freshness,
        Readiness readiness) {}
