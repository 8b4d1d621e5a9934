package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.gate.GateRecipe;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;

/**
 * How adapters are trained: the same for the trainer and in offline evaluation.
 *
 * @param bounds of the weights that an update makes
 * @param keepsMoments whether an update starts from the optimizer state of the one before
 * @param window how many of a user's newest events are kept to be trained on again
 * @param maxTokens longest example in tokens
 * @param knowledge how much of the user's past prompts carry in training
 * @param gates what signatures and gates are
 */
public record Recipe(
        UpdateSchedule schedule,
        UpdatePlanner planner,
        TrainingOptions training,
        HeldOutGuard guard,
        UpdateBounds bounds,
        boolean keepsMoments,
        int window,
        int maxTokens,
        KnowledgeChoice knowledge,
        GateRecipe gates) {
    public Recipe {
        requireNonNull(schedule);
        requireNonNull(planner);
        requireNonNull(training);
        requireNonNull(guard);
        requireNonNull(bounds);
        requireNonNull(knowledge);
        requireNonNull(gates);
        if (window < schedule.every()) {
            throw new IllegalArgumentException("history.window must be at least update.every, which is "
                    + schedule.every() + ", not " + window + ".");
        }
    }

    /** The same with other bounds. */
    public Recipe with(UpdateBounds others) {
        return new Recipe(
                schedule, planner, training, guard, others, keepsMoments, window, maxTokens, knowledge, gates);
    }

    /** The same with other plans, which tell the schedule too. */
    public Recipe with(UpdatePlanner other) {
        return new Recipe(
                other.schedule(), other, training, guard, bounds, keepsMoments, window, maxTokens, knowledge, gates);
    }

    /** The same with another optimizer. */
    public Recipe with(TrainingOptions other) {
        return new Recipe(schedule, planner, other, guard, bounds, keepsMoments, window, maxTokens, knowledge, gates);
    }

    /** The same with another guard, whose held-out events are those of the plans. */
    public Recipe with(HeldOutGuard other) {
        return new Recipe(
                schedule,
                planner.with(planner.steps(), other.holdout()),
                training,
                other,
                bounds,
                keepsMoments,
                window,
                maxTokens,
                knowledge,
                gates);
    }

    /** The same with as much of the user's past in prompts. */
    public Recipe with(KnowledgeChoice other) {
        return new Recipe(schedule, planner, training, guard, bounds, keepsMoments, window, maxTokens, other, gates);
    }

    /** Numbers of a gradient signature at each module. */
    public int sketch() {
        return gates.sketch();
    }
}
