package dev.intarsia.trainer.verify;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a verification came to.
 *
 * @param counts of everything in {@link Counted}
 * @param faults how often each was found; those that were not are missing
 * @param findings the first {@value Tally#MOST_FINDINGS}
 * @param notChecked of how many users the lineage could not be checked, and why
 * @param largestDifference largest absolute difference between a weight and what training again gives; empty where nothing
 *     was trained again
 */
public record VerificationReport(
        Map<Counted, Long> counts,
        Map<Fault, Long> faults,
        List<Finding> findings,
        Map<NotChecked, Long> notChecked,
        OptionalDouble largestDifference) {
    public VerificationReport {
        counts = Map.copyOf(counts);
        faults = Map.copyOf(faults);
        findings = List.copyOf(findings);
        notChecked = Map.copyOf(notChecked);
    }

    public long count(Counted what) {
        return counts.getOrDefault(what, 0L);
    }

    public long faults(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** Whether nothing is wrong with what could be checked. */
    public boolean sound() {
        return faults.isEmpty();
    }
}
