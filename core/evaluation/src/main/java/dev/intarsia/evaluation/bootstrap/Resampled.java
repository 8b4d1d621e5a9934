package dev.intarsia.evaluation.bootstrap;

import java.util.Arrays;

/**
 * A figure, and what it would have been with other users.
 *
 * @param value with the users as they are
 * @param drawn with the users of each resample; NaN where a resample had none that count
 * @param confidence of its interval
 * @param users how many the resamples draw from
 */
public record Resampled(double value, double[] drawn, double confidence, int users) {
    /** The interval from the resamples' own quantiles. */
    public Estimate estimate() {
        double[] sorted = drawn.clone();
        // What is no number comes last.
        Arrays.sort(sorted);
        int numbers = sorted.length;
        while (numbers > 0 && Double.isNaN(sorted[numbers - 1])) {
            numbers--;
        }
        double tail = (1 - confidence) / 2;
        return numbers == 0
                ? new Estimate(value, value, value)
                : new Estimate(value, quantile(sorted, numbers, tail), quantile(sorted, numbers, 1 - tail));
    }

    /** This less the other, resample by resample. */
    public Resampled minus(Resampled other) {
        double[] differences = new double[drawn.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = drawn[i] - other.drawn[i];
        }
        return new Resampled(value - other.value, differences, confidence, users);
    }

    /**
     * How likely so large a figure were if it were zero in truth: twice the share of resamples on zero's other side, never
     * less than the resamples can tell, nor than swapping the two sides of single users could: with few users all of
     * them easily agree by accident.
     */
    public double pValue() {
        long below = 0;
        long above = 0;
        long numbers = 0;
        for (double x : drawn) {
            below += x <= 0 ? 1 : 0;
            above += x >= 0 ? 1 : 0;
            numbers += Double.isNaN(x) ? 0 : 1;
        }
        double found = 2.0 * (1 + Math.min(below, above)) / (1 + numbers);
        return Math.min(1, Math.max(found, Math.pow(2, 1 - users)));
    }

    /** Linear between the two nearest, as most statistics packages have it. */
    private static double quantile(double[] sorted, int count, double share) {
        double place = share * (count - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
