package dev.intarsia.evaluation.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was left out, and why.
 *
 * @param counts how many records, by reason; reasons are short phrases that a reader of a report understands
 */
public record Exclusions(Map<String, Long> counts) {
    public static final Exclusions NONE = new Exclusions(Map.of());

    public Exclusions {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Both together. */
    public Exclusions and(Exclusions others) {
        Map<String, Long> sums = new TreeMap<>(counts);
        others.counts.forEach((reason, count) -> sums.merge(reason, count, Math::addExact));
        return new Exclusions(sums);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
