package dev.intarsia.oppu.update;

/**
 * How many optimizer steps an update takes: more while the model does not know a user's task yet, or no longer. The n-th
 * update takes up to {@code first / n} steps, rounded up, or {@code most} if that is more, and at least {@code steps}; more
 * than these only while the model tells the update's new events worse than the user's own frequencies of answers do.
 *
 * @param steps of an update in any case, at least 1
 * @param most of an update in the long run, at least {@code steps}
 * @param first of a user's first update, at least {@code most}
 * @param margin by how much the mean loss of the new events may exceed the code length of their answers in the frequencies
 *     of the user's newest events, in nats an answer, from 0: where it is not above that, no more steps are taken than
 *     {@code steps}. Answers that the user gave once do not count, so nothing does where answers are free text
 */
public record UpdateSteps(int steps, int most, int first, double margin) {
    public UpdateSteps {
        if (steps < 1 || most < steps || first < most || !(margin >= 0)) {
            throw new IllegalArgumentException("update.steps must be at least 1, update.most-steps at least as many,"
                    + " update.first-steps at least as many as these, and update.answer-margin from 0, not " + steps
                    + ", " + most + ", " + first + " and " + margin + ".");
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
