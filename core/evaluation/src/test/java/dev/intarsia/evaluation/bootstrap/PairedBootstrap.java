package dev.intarsia.evaluation.bootstrap;

import dev.intarsia.evaluation.metric.RunningMean;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/**
 * The paired percentile bootstrap over users (Efron and Tibshirani, 1993): users are drawn with replacement, each with
 * both methods' values, and the difference of the means over all drawn events is taken each time.
 *
 * @param resamples how often
 * @param confidence as in 0.95
 * @param seed makes the result repeatable
 */
public record PairedBootstrap(int resamples, double confidence, long seed) {
    public PairedBootstrap {
        if (resamples < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("Cannot draw " + resamples + " resamples for a confidence of "
                    + confidence + "; give at least one, and a confidence between 0 and 1.");
        }
    }

    /** Ten thousand resamples at 95 %. */
    public static PairedBootstrap standard(long seed) {
        return new PairedBootstrap(10_000, 0.95, seed);
    }

    /**
     * Compares two methods by what they reached on each user.
     *
     * @param first values by user, such as absolute errors
     * @param second of the same users
     * @throws IllegalArgumentException where the users, or their numbers of events, are not the same
     */
    public Difference compare(Map<String, RunningMean> first, Map<String, RunningMean> second) {
        if (first.isEmpty() || !first.keySet().equals(second.keySet())) {
            throw new IllegalArgumentException("The methods were measured on " + first.size() + " and " + second.size()
                    + " users that are not the same, or none; measure both on the same users.");
        }
        // In the order of their names, so that the order of measuring does not change what is drawn.
        String[] users = new TreeSet<>(first.keySet()).toArray(String[]::new);
        double[] differences = new double[users.length];
        long[] events = new long[users.length];
        for (int i = 0; i < users.length; i++) {
            RunningMean one = first.get(users[i]);
            RunningMean other = second.get(users[i]);
            if (one == null || other == null || one.count() != other.count()) {
                throw new IllegalArgumentException("User " + users[i]
                        + " was measured on other events by one method than by the other; measure both alike.");
            }
            differences[i] = other.sum() - one.sum();
            events[i] = one.count();
        }
        Estimate estimate = resample(differences, events).estimate();
        return new Difference(estimate.value(), estimate.low(), estimate.high(), confidence, resamples, seed);
    }

    private Resampled resample(double[] differences, long[] events) {
        double[] drawn = new double[resamples];
        new Resamples(resamples, confidence, seed).draw(differences.length, (index, weights) -> {
            double sum = 0;
            long count = 0;
            for (int user = 0; user < weights.length; user++) {
                sum += weights[user] * differences[user];
                count += weights[user] * events[user];
            }
            drawn[index] = sum / count;
        });
        double difference =
                Arrays.stream(differences).sum() / Arrays.stream(events).sum();
        return new Resampled(difference, drawn, confidence, differences.length);
    }
}
