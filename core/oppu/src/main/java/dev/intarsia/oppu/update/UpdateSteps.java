package dev.intarsia.oppu.update;

/**
 * How many optimizer steps an update takes: more at first, while a user has few events to learn from. The n-th update takes
 * {@code first / n}, rounded up, and at least {@code steps}.
 *
 * @param steps of an update in the long run, at least 1
 * @param first of a user's first update, at least {@code steps}
 */
public record UpdateSteps(int steps, int first) {
    public UpdateSteps {
        if (steps < 1 || first < steps) {
            throw new IllegalArgumentException(
                    "update.steps must be at least 1 and update.first-steps at least as many," + " not " + steps
                            + " and " + first + ".");
        }
    }

    /** As many at every update. */
    public static UpdateSteps constant(int steps) {
        return new UpdateSteps(steps, steps);
    }

    /** @param update number of the update, from 1 */
    int of(long update) {
        return (int) Math.max(steps, (first + update - 1) / update);
    }
}
