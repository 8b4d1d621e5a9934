package dev.intarsia.trainer.imports;

import java.time.Duration;

/**
 * How long an import waits before it is refused.
 *
 * @param trainers for the sessions of stopped trainers to end, and for their transactions; 0 or more
 * @param broker for each answer of the broker, whether it is there or not; positive
 */
public record ImportPatience(Duration trainers, Duration broker) {
    /** Sessions of trainers that were stopped end within 45 seconds, and what they left open within a minute. */
    public static final ImportPatience USUAL = new ImportPatience(Duration.ofSeconds(90), Duration.ofSeconds(90));

    public ImportPatience {
        if (trainers.isNegative() || broker.isNegative() || broker.isZero()) {
            throw new IllegalArgumentException("An import cannot wait " + trainers + " for trainers and " + broker
                    + " for the broker; give times from 0, and above 0 for the broker.");
        }
    }
}
