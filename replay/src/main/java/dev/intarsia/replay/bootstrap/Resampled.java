package dev.intarsia.replay.bootstrap;

import java.util.Arrays;

/**
 * A figure, and what it would have been with other users.
 *
 * @param value with the users as they are
 * @param drawn with the users of each resample; NaN where a resample had none that count
 * @param confidence of its interval
 */
public record Resampled(double value, double[] drawn, double confidence) {
    /** The interval from the resamples' own quantiles. */
    public Estimate estimate() {
        double[] sorted =
                Arrays.stream(drawn).filter(x -> !Double.isNaN(x)).sorted().toArray();
        double tail = (1 - confidence) / 2;
        return sorted.length == 0
                ? new Estimate(value, value, value)
                : new Estimate(value, quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    /** This less the other, resample by resample. */
    public Resampled minus(Resampled other) {
        double[] differences = new double[drawn.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = drawn[i] - other.drawn[i];
        }
        return new Resampled(value - other.value, differences, confidence);
    }

    /**
     * How likely so large a figure were if it were zero in truth: twice the share of resamples on zero's other side, never
     * less than the resamples can tell.
     */
    public double pValue() {
        long below = 0;
        long above = 0;
        for (double x : drawn) {
            below += x <= 0 ? 1 : 0;
            above += x >= 0 ? 1 : 0;
        }
        return Math.min(1, 2.0 * (1 + Math.min(below, above)) / (1 + drawn.length));
    }

    /** Linear between the two nearest, as most statistics packages have it. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
