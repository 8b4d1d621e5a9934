package dev.intarsia.service.refusal;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.validation.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * The counter {@code intarsia.records.refused} of one service, by topic, reason and what became of the record. Safe for use
 * by several threads.
 */
public final class RefusedCounter {
    private final MeterRegistry registry;
    private final String service;

    /** What becomes of a record that is not used. */
    public enum Outcome {
        /** It went to the dead letters. */
        DEAD_LETTER,
        /** It was passed over, since another service brings it there. */
        SKIPPED,
        /** It keeps its topic's rules, but does not fit this service's base model or settings. */
        UNFIT,
        /** It also went to the partition of its user. */
        REKEYED;

        /** As metrics have it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param service the name of who does not use the records, as in {@code assembler-stream} */
    public RefusedCounter(MeterRegistry registry, String service) {
        this.registry = requireNonNull(registry);
        this.service = requireNonNull(service);
    }

    /** Counts a record of a topic. */
    public void count(String topic, Outcome outcome, RefusalReason reason) {
        Counter.builder("intarsia.records.refused")
                .description("Records that were not used, by topic, why, and what became of them")
                .tags("service", service, "topic", topic, "outcome", outcome.text(), "reason", reason.text())
                .register(registry)
                .increment();
    }
}
