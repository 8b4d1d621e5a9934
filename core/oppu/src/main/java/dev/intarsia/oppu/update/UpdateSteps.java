package dev.intarsia.oppu.update;

/**
 * How many optimizer steps an update takes: more while a user has few events, if the model does not know their task yet. The
 * n-th update takes up to {@code first / n} steps, rounded up, but no more once the loss is low enough, and at least
 * {@code steps}.
 *
 * @param steps of an update in the long run, at least 1
 * @param first of a user's first update at most, at least {@code steps}
 * @param enough mean loss of the newest events, in nats per response token, at which no more steps are taken than
 *     {@code steps}; from 0
 */
public record UpdateSteps(int steps, int first, double enough) {
    public UpdateSteps {
        if (steps < 1 || first < steps || !(enough >= 0)) {
            throw new IllegalArgumentException(
                    "update.steps must be at least 1, update.first-steps at least as many, and"
                            + " update.enough-loss from 0, not " + steps + ", " + first + " and " + enough + ".");
        }
    }

    /** As many at every update. */
    public static UpdateSteps constant(int steps) {
        return new UpdateSteps(steps, steps, 0);
    }

    /** @param update number of the update, from 1 */
    int most(long update) {
        return (int) Math.max(steps, (first + update - 1) / update);
    }
}
