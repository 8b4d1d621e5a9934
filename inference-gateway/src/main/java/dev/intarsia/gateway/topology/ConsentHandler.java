package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.SharingConsent;
import java.time.Duration;

/**
 * Erases users on a tombstone of their consent. Whether a user shares does not concern the gateway.
 *
 * @param guard how long an erasure is remembered
 */
record ConsentHandler(GatewayStores stores, ServingListener arrivals, Duration guard)
        implements RecordHandler<String, SharingConsent> {
    @Override
    public void value(String user, SharingConsent consent) {}

    @Override
    public void tombstone(String user, long time) {
        stores.erase(user, time);
        arrivals.dropped(user);
    }

    @Override
    public void tick(long now) {
        stores.erasures().forget(now, guard);
    }
}
