package dev.intarsia.assembler.pool;

import java.time.Duration;

/**
 * When changes of the pool take effect: when there was none for a while, or when the first has waited long enough. Making
 * a pool ready takes a limited share of the time, so that a pool that never stands still does not take a whole core.
 * Another sample of the population takes much longer than a change of pieces, which does not rest for it.
 */
public final class SettleTimes {
    /** For each moment of work so many of rest. */
    private static final int REST = 9;

    private static final long NEVER = Long.MIN_VALUE;

    private final long settle;
    private final long settleAtMost;
    private long firstChange = NEVER;
    private long lastChange = NEVER;
    private long firstSampled = NEVER;
    private long lastSampled = NEVER;
    private long restUntil = NEVER;
    private long sampleRestUntil = NEVER;
    private long now;

    /**
     * @param settle how long nothing must have changed
     * @param settleAtMost how long to wait for that
     */
    public SettleTimes(Duration settle, Duration settleAtMost) {
        this.settle = settle.toMillis();
        this.settleAtMost = settleAtMost.toMillis();
    }

    /** A piece changed. */
    void changed(long at) {
        firstChange = firstChange == NEVER ? at : firstChange;
        lastChange = at;
    }

    /** The population's sample changed. */
    void sampled(long at) {
        firstSampled = firstSampled == NEVER ? at : firstSampled;
        lastSampled = at;
    }

    boolean isDue(long at) {
        now = at;
        return at >= restUntil && (settled(firstChange, lastChange, at) || isSampleDue(at));
    }

    boolean isSampleDue(long at) {
        return at >= sampleRestUntil && settled(firstSampled, lastSampled, at);
    }

    private boolean settled(long first, long last, long at) {
        return first != NEVER && (at - last >= settle || at - first >= settleAtMost);
    }

    /** What has changed until now is being worked on. */
    void taken(long at) {
        if (isSampleDue(at)) {
            firstSampled = NEVER;
        }
        firstChange = NEVER;
    }

    /**
     * The work on what was taken took so long; the rest begins after it.
     *
     * @param sampled whether with another sample of the population
     */
    void prepared(long nanoseconds, boolean sampled) {
        long until = now + (1 + REST) * nanoseconds / 1_000_000;
        if (sampled) {
            sampleRestUntil = until;
        } else {
            restUntil = until;
        }
    }
}
