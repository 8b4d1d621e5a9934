package dev.intarsia.oppu.update;

/**
 * How many optimizer steps an update takes: more while the model does not know a user's task yet, or no longer. The n-th
 * update takes up to {@code first / n} steps, rounded up, or {@code most} if that is more, but no more once the loss is low
 * enough, and at least {@code steps}.
 *
 * @param steps of an update in any case, at least 1
 * @param most of an update in the long run, at least {@code steps}
 * @param first of a user's first update, at least {@code most}
 * @param enough mean loss of an update's new events, and of the newest two of them, in nats per response token: where one is
 *     not above it, no more steps are taken than {@code steps}; from 0
 */
public record UpdateSteps(int steps, int most, int first, double enough) {
    public UpdateSteps {
        if (steps < 1 || most < steps || first < most || !(enough >= 0)) {
            throw new IllegalArgumentException("update.steps must be at least 1, update.most-steps at least as many,"
                    + " update.first-steps at least as many as these, and update.enough-loss from 0, not " + steps
                    + ", " + most + ", " + first + " and " + enough + ".");
        }
    }

    /** As many at every update. */
    public static UpdateSteps constant(int steps) {
        return new UpdateSteps(steps, steps, steps, 0);
    }

    /** @param update number of the update, from 1 */
    int most(long update) {
        return (int) Math.max(most, (first + update - 1) / update);
    }
}
