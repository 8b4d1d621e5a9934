package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Erases users, and single events, on a tombstone of consents. Whether a user shares does not concern the gateway.
 *
 * @param guard how long an erasure is remembered
 * @param reporting takes what was removed
 */
record ConsentHandler(
        GatewayStores stores, ServingListener arrivals, Duration guard, Consumer<ErasureProgress> reporting)
        implements RecordHandler<ConsentKey, SharingConsent> {
    @Override
    public Optional<RecordRefusal> value(ConsentKey key, SharingConsent consent) {
        return Optional.empty();
    }

    @Override
    public void tombstone(ConsentKey key, long time) {
        Map<String, Long> removed = key.isEvent() ? stores.eraseEvent(key, time) : stores.erase(key.user(), time);
        arrivals.dropped(key.user());
        reporting.accept(stores.reports().add(key, Instant.ofEpochMilli(time), removed, Instant.now()));
    }

    @Override
    public void tick(long now) {
        stores.erasures().forget(now, guard);
        stores.reports().forget(now, guard);
    }
}
