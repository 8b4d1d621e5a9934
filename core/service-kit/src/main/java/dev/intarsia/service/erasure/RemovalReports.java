package dev.intarsia.service.erasure;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What one service says on {@code erasures} that it has removed. An erasure that is followed once more, as after a crash,
 * adds to what was said before and takes nothing back.
 *
 * @param store erasure's id to what was said last
 * @param part the service's, as in {@link ErasureKey}
 * @param gone how long after its removal something may lie in files
 */
public record RemovalReports(KeyValueStore<String, ErasureProgress> store, String part, Duration gone) {
    /** Name of the store, on disk and in its changelog's name. */
    public static final String STORE = "erasure-reports";

    public RemovalReports {
        requireNonNull(store);
        requireNonNull(part);
        requireNonNull(gone);
    }

    /**
     * The store.
     *
     * @param changelog how its changelog forgets
     */
    public static StoreBuilder<KeyValueStore<String, ErasureProgress>> storeBuilder(
            Serde<ErasureProgress> values, Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), values)
                .withCachingDisabled()
                .withLoggingEnabled(changelog);
    }

    /** Those of the partition that a processor works on. */
    public static RemovalReports of(ProcessorContext<?, ?> context, String part, Duration gone) {
        return new RemovalReports(context.getStateStore(STORE), part, gone);
    }

    /**
     * Notes what was removed.
     *
     * @param erased what was erased, up to {@code moment}
     * @param removed how many entries, by what they are of
     * @return what is to be said now
     */
    public ErasureProgress add(ConsentKey erased, Instant moment, Map<String, Long> removed, Instant now) {
        String id = ErasureKey.erasure(erased, moment);
        ErasureProgress before = store.get(id);
        Map<String, Long> sums = new HashMap<>(before == null ? Map.of() : before.getRemoved());
        removed.forEach((place, count) -> sums.merge(place, count, Long::sum));
        Instant recorded = now.truncatedTo(ChronoUnit.MILLIS);
        ErasureProgress progress = ErasureProgress.newBuilder()
                .setErasure(id)
                .setPart(part)
                .setMoment(moment)
                .setRecordedAt(recorded)
                .setRemoved(sums)
                .setLeft(Map.of())
                .setComplete(true)
                .setFinalBy(recorded.plus(gone))
                .build();
        store.put(id, progress);
        return progress;
    }

    /** Forgets what was said of erasures that are older than this. */
    public void forget(long now, Duration older) {
        List<String> past = new ArrayList<>();
        try (KeyValueIterator<String, ErasureProgress> reports = store.all()) {
            while (reports.hasNext()) {
                KeyValue<String, ErasureProgress> report = reports.next();
                if (now - report.value.getMoment().toEpochMilli() > older.toMillis()) {
                    past.add(report.key);
                }
            }
        }
        past.forEach(store::delete);
    }

    /** The key that a report lies under. */
    public static ErasureKey key(ErasureProgress progress) {
        return new ErasureKey(progress.getErasure(), progress.getPart());
    }
}
