package dev.intarsia.model.train;

/** How the learning rate moves. */
public sealed interface LearningRate {
    /**
     * The rate of one step.
     *
     * @param taken steps the user's adapter had taken before this update
     * @param step the step within this update, from 0
     * @param steps how many steps this update has
     */
    double at(long taken, int step, int steps);

    /** The same for every step. */
    record Constant(double rate) implements LearningRate {
        @Override
        public double at(long taken, int step, int steps) {
            return rate;
        }
    }

    /** Falls linearly over one update, from {@code rate} towards zero. */
    record Linear(double rate) implements LearningRate {
        @Override
        public double at(long taken, int step, int steps) {
            return rate * (steps - step) / steps;
        }
    }

    /** Falls with everything the adapter has learned: {@code rate / (1 + taken / halfAfter)}. */
    record Inverse(double rate, double halfAfter) implements LearningRate {
        @Override
        public double at(long taken, int step, int steps) {
            return rate / (1 + (taken + step) / halfAfter);
        }
    }
}
