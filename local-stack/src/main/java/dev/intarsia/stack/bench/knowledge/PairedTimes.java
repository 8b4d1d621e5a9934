package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Times of the same questions in two ways.
 *
 * @param one milliseconds, by question
 * @param other likewise, of the same question at the same place
 */
record PairedTimes(double[] one, double[] other) {
    private static final Resamples RESAMPLES = new Resamples(2000, 0.95, 1);

    PairedTimes {
        if (one.length != other.length || one.length == 0) {
            throw new IllegalArgumentException(
                    "Times of " + one.length + " and " + other.length + " questions are no pairs.");
        }
    }

    /** A quantile of each way. */
    static double quantile(double[] times, double share) {
        int[] weights = new int[times.length];
        Arrays.fill(weights, 1);
        return quantile(times, order(times), weights, share);
    }

    /** The quantile of the one way over that of the other; the interval is over draws of pairs. */
    Estimate ratio(double share) {
        int[] oneOrder = order(one);
        int[] otherOrder = order(other);
        double[] drawn = new double[RESAMPLES.count()];
        RESAMPLES.draw(
                one.length,
                (index, weights) -> drawn[index] =
                        quantile(one, oneOrder, weights, share) / quantile(other, otherOrder, weights, share));
        double value = quantile(one, share) / quantile(other, share);
        return new Resampled(value, drawn, RESAMPLES.confidence(), one.length).estimate();
    }

    private static int[] order(double[] times) {
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The smallest time that at least this share of the draws does not exceed. */
    private static double quantile(double[] times, int[] order, int[] weights, double share) {
        double wanted = share * Arrays.stream(weights).sum();
        long passed = 0;
        for (int i : order) {
            passed += weights[i];
            if (passed >= wanted && weights[i] > 0) {
                return times[i];
            }
        }
        return times[order[order.length - 1]];
    }
}
