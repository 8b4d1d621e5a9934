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

    /**
     * Rises linearly to {@code rate} and falls linearly to zero, over everything the adapter learns.
     *
     * @param warmUp steps of the rise
     * @param steps of rise and fall together
     */
    record WarmUp(double rate, long warmUp, long steps) implements LearningRate {
        public WarmUp {
            if (warmUp < 0 || steps <= warmUp) {
                throw new IllegalArgumentException("A warm-up of " + warmUp + " steps must end before the last of all "
                        + steps + " steps; give more of these.");
            }
        }

        @Override
        public double at(long taken, int step, int ofUpdate) {
            long now = taken + step;
            if (now < warmUp) {
                return rate * (now + 1) / warmUp;
            }
            return rate * Math.max(0, steps - now) / (steps - warmUp);
        }
    }
}
