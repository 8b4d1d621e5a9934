package dev.intarsia.trainer.observe;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/** How long the phases of one batch take. Not thread-safe. */
public final class PhaseClock {
    private final Map<BatchPhase, Long> nanos = new EnumMap<>(BatchPhase.class);
    private long last = System.nanoTime();

    /** A phase ends here that began where the one before ended. */
    public void end(BatchPhase phase) {
        long now = System.nanoTime();
        nanos.merge(requireNonNull(phase), now - last, Long::sum);
        last = now;
    }

    /** Of each phase that there was. */
    Map<BatchPhase, Long> nanos() {
        return nanos;
    }
}
