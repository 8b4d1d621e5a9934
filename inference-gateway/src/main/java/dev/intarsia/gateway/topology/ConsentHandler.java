package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Duration;

/**
 * Erases users, and single events, on a tombstone of consents. Whether a user shares does not concern the gateway.
 *
 * @param guard how long an erasure is remembered
 */
record ConsentHandler(GatewayStores stores, ServingListener arrivals, Duration guard)
        implements RecordHandler<ConsentKey, SharingConsent> {
    @Override
    public void value(ConsentKey key, SharingConsent consent) {}

    @Override
    public void tombstone(ConsentKey key, long time) {
        if (key.isEvent()) {
            stores.eraseEvent(key, time);
        } else {
            stores.erase(key.user(), time);
        }
        arrivals.dropped(key.user());
    }

    @Override
    public void tick(long now) {
        stores.erasures().forget(now, guard);
    }
}
