package dev.intarsia.gateway.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts records that were not read or used. Safe to use from several threads. */
public final class RefusedCounts implements RefusedRecords {
    private record Place(String topic, Outcome outcome) {}

    private final Map<Place, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void refused(String topic, Outcome outcome) {
        counts.computeIfAbsent(new Place(topic, outcome), absent -> new LongAdder())
                .increment();
    }

    /** How many there were. */
    public long of(String topic, Outcome outcome) {
        LongAdder count = counts.get(new Place(topic, outcome));
        return count == null ? 0 : count.sum();
    }
}
