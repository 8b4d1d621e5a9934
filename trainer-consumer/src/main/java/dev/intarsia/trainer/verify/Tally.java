package dev.intarsia.trainer.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Adds up a report. Not thread-safe. */
final class Tally {
    /** More would only repeat what the counts say. */
    static final int MOST_FINDINGS = 1000;

    private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<NotChecked, Long> notChecked = new EnumMap<>(NotChecked.class);
    private final List<Finding> findings = new ArrayList<>();
    private OptionalDouble largestDifference = OptionalDouble.empty();

    void count(Counted what, long more) {
        counts.merge(what, more, Long::sum);
    }

    void found(Finding finding) {
        faults.merge(finding.fault(), 1L, Long::sum);
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    void notChecked(NotChecked reason) {
        notChecked.merge(reason, 1L, Long::sum);
    }

    void checkedAfterAll(NotChecked reason) {
        notChecked.computeIfPresent(reason, (key, users) -> users == 1 ? null : users - 1);
    }

    void difference(double largest) {
        largestDifference = OptionalDouble.of(Math.max(largest, largestDifference.orElse(0)));
    }

    VerificationReport report() {
        return new VerificationReport(counts, faults, findings, notChecked, largestDifference);
    }
}
