package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts records that were not used, from before there are metrics. Safe to use from several threads. */
public final class RefusedCounts implements RefusedRecords {
    private record Place(String topic, RefusedCounter.Outcome outcome, RefusalReason reason) {}

    private final Map<Place, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<Place> waiting = new ArrayList<>();
    private @Nullable RefusedCounter exported;

    @Override
    public synchronized void refused(String topic, RefusedCounter.Outcome outcome, RefusalReason reason) {
        counts.computeIfAbsent(new Place(topic, outcome, reason), absent -> new LongAdder())
                .increment();
        if (exported == null) {
            waiting.add(new Place(topic, outcome, reason));
        } else {
            exported.count(topic, outcome, reason);
        }
    }

    /** Counts there too, what was counted so far included. */
    public synchronized void exportTo(RefusedCounter counter) {
        exported = counter;
        waiting.forEach(place -> counter.count(place.topic(), place.outcome(), place.reason()));
        waiting.clear();
    }

    /** How many there were, for whatever reason. */
    public long of(String topic, RefusedCounter.Outcome outcome) {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().topic().equals(topic) && count.getKey().outcome() == outcome)
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }

    /** How many there were for one reason. */
    public long of(String topic, RefusedCounter.Outcome outcome, RefusalReason reason) {
        LongAdder count = counts.get(new Place(topic, outcome, reason));
        return count == null ? 0 : count.sum();
    }
}
