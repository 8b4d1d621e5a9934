package dev.intarsia.evaluation.bootstrap;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Resamples of users: each draws as many users as there are, with replacement. The seed alone decides the draws, so that
 * everything estimated with the same resamples can be compared resample by resample.
 *
 * @param count how many resamples
 * @param confidence of the intervals, between 0 and 1
 */
public record Resamples(int count, double confidence, long seed) {
    public Resamples {
        if (count < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("Cannot draw " + count + " resamples for a confidence of " + confidence
                    + "; give at least one, and a confidence between 0 and 1.");
        }
    }

    /** Ten thousand at 95 %. */
    public static Resamples standard(long seed) {
        return new Resamples(10_000, 0.95, seed);
    }

    /** Takes one resample. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param index of the resample, from 0
         * @param weights how often each user was drawn; the array is reused for the next resample
         */
        void drawn(int index, int[] weights);
    }

    /** Draws every resample of this many users in turn. */
    public void draw(int users, Visitor visitor) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] weights = new int[users];
        for (int i = 0; i < count; i++) {
            Arrays.fill(weights, 0);
            for (int j = 0; j < users; j++) {
                weights[random.nextInt(users)]++;
            }
            visitor.drawn(i, weights);
        }
    }
}
