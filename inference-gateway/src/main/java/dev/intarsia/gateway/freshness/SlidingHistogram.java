package dev.intarsia.gateway.freshness;

import java.time.Clock;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * A histogram of the last while: times are cut into slices, each with a histogram of its own, and a slice is forgotten when
 * the window has passed it. Safe to use from several threads.
 */
final class SlidingHistogram {
    private static final int SLICES = 10;
    private static final int DIGITS = 3;

    private final Clock clock;
    private final long sliceMillis;
    private final long largest;
    private final Histogram[] slices = new Histogram[SLICES];
    private final long[] numbers = new long[SLICES];

    /**
     * @param window how long a value counts, to a tenth of it
     * @param largest value; greater ones count as this one
     */
    SlidingHistogram(Clock clock, Duration window, long largest) {
        this.clock = clock;
        this.sliceMillis = window.toMillis() / SLICES;
        this.largest = largest;
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new Histogram(largest, DIGITS);
        }
    }

    synchronized void record(long value) {
        long number = clock.millis() / sliceMillis;
        int at = (int) Math.floorMod(number, (long) SLICES);
        if (numbers[at] != number) {
            slices[at].reset();
            numbers[at] = number;
        }
        slices[at].recordValue(Math.max(0, Math.min(value, largest)));
    }

    /** All values of the window. */
    synchronized Histogram snapshot() {
        long number = clock.millis() / sliceMillis;
        Histogram all = new Histogram(largest, DIGITS);
        for (int i = 0; i < SLICES; i++) {
            if (numbers[i] > number - SLICES && numbers[i] <= number) {
                all.add(slices[i]);
            }
        }
        return all;
    }
}
