package dev.intarsia.pieces.signature;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Which of a user's events count, and how much: all alike, less the longer ago they happened, or only the latest. Time is
 * the time of the event, so the order in which events arrive makes no difference.
 *
 * @param halfLife after how much event time an event counts half; zero for never
 * @param window how many of the latest events count (Per-Pcs, arXiv 2406.10471, calls it recent_k); 0 for all
 */
public record Decay(Duration halfLife, int window) {
    private static final Decay NONE = new Decay(Duration.ZERO, 0);

    public Decay {
        requireNonNull(halfLife);
        if (halfLife.isNegative()) {
            throw new IllegalArgumentException("A half-life is zero, for none, or longer, not " + halfLife + ".");
        }
        if (window < 0) {
            throw new IllegalArgumentException("A window holds at least 1 event, or is 0 for all, not " + window + ".");
        }
        if (window > 0 && !halfLife.isZero()) {
            throw new IllegalArgumentException("There is a half-life of " + halfLife + " and a window of " + window
                    + " events; choose one of them and set the other to 0.");
        }
    }

    /** Every event counts the same for ever. */
    public static Decay none() {
        return NONE;
    }

    /** An event counts half once that much later ones have come. */
    public static Decay halfLife(Duration halfLife) {
        return new Decay(halfLife, 0);
    }

    /** Only that many events count, the latest by event time. */
    public static Decay window(int events) {
        return new Decay(Duration.ZERO, events);
    }

    /** Whether the weight of an event falls with its age. */
    boolean needsTimes() {
        return !halfLife.isZero();
    }

    /**
     * What is left of an event's weight later on: from 1 down to 0, which it reaches after some 1,000 half-lives.
     *
     * @param later not before {@code earlier}
     */
    double left(Instant earlier, Instant later) {
        return needsTimes() ? Math.pow(0.5, seconds(Duration.between(earlier, later)) / seconds(halfLife)) : 1;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + 1e-9 * duration.getNano();
    }
}
