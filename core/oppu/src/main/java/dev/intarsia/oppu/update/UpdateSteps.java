package dev.intarsia.oppu.update;

/**
 * How many optimizer steps an update takes: more while the model does not know a user's task yet, or no longer. The n-th
 * update takes up to {@code first / n} steps, rounded up, or {@code most} if that is more, but no more once the loss is low
 * enough, and at least {@code steps}.
 *
 * @param steps of an update in any case, at least 1
 * @param most of an update in the long run, at least {@code steps}
 * @param first of a user's first update, at least {@code most}
 * @param enough loss of an event, in nats per response token, that is low enough in any case; from 0
 * @param margin how much higher the loss of an event may be than the code length of its answer in the user's own frequencies,
 *     in nats an answer, and still be low enough; from 0, infinite where frequencies count for nothing
 */
public record UpdateSteps(int steps, int most, int first, double enough, double margin) {
    public UpdateSteps {
        if (steps < 1 || most < steps || first < most || !(enough >= 0) || !(margin >= 0)) {
            throw new IllegalArgumentException("update.steps must be at least 1, update.most-steps at least as many,"
                    + " update.first-steps at least as many as these, and update.enough-loss and update.answer-margin"
                    + " from 0, not " + steps + ", " + most + ", " + first + ", " + enough + " and " + margin + ".");
        }
    }

    /** The same for which frequencies of answers count for nothing. */
    public UpdateSteps(int steps, int most, int first, double enough) {
        this(steps, most, first, enough, Double.POSITIVE_INFINITY);
    }

    /** As many at every update. */
    public static UpdateSteps constant(int steps) {
        return new UpdateSteps(steps, steps, steps, 0);
    }

    /** @param update number of the update, from 1 */
    int most(long update) {
        return (int) Math.max(most, (first + update - 1) / update);
    }

    /**
     * Which loss of an event is low enough, in nats per response token.
     *
     * @param codeLength of its answer in the user's own frequencies, in nats; infinite where it was never given before
     * @param tokens of its response
     */
    public double enough(double codeLength, int tokens) {
        return Math.min(enough, (codeLength + margin) / tokens);
    }
}
