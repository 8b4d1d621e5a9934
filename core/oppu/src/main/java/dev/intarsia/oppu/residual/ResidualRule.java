package dev.intarsia.oppu.residual;

import dev.intarsia.model.train.LearningRate;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;

/**
 * Who gets a residual, by evidence, and how it is trained: as own adapters are, but seldom and from the assembled adapter
 * on. The same for the trainer and in offline evaluation.
 *
 * @param every events of a user from one update to the next
 * @param steps optimizer steps of an update
 * @param rows events in a step
 * @param learningRate of AdamW, constant
 * @param fromEvents a user with fewer has nothing trained: the assembled adapter answers alone
 * @param ownFromEvents a user with as many has an own adapter instead; {@link #NEVER} for nobody
 */
public record ResidualRule(int every, int steps, int rows, double learningRate, long fromEvents, long ownFromEvents) {
    /** More events than anybody has. */
    public static final long NEVER = Long.MAX_VALUE;

    /** One step of 16 events after every 16 events, for users with 32 and more. */
    public static final ResidualRule DEFAULT = new ResidualRule(16, 1, 16, 0.006, 32, NEVER);

    public ResidualRule {
        if (every < 1 || steps < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "residual.every, residual.steps and residual.rows must be at least 1, not " + every + ", " + steps
                            + " and " + rows + ".");
        }
        if (!(learningRate > 0)) {
            throw new IllegalArgumentException("residual.learning-rate must be above 0, not " + learningRate + ".");
        }
        if (fromEvents < 0 || ownFromEvents < fromEvents) {
            throw new IllegalArgumentException(
                    "residual.from-events must be at least 0 and residual.own-from-events at least as" + " many, not "
                            + fromEvents + " and " + ownFromEvents + ".");
        }
    }

    /** The same for users with other numbers of events. */
    public ResidualRule from(long events) {
        return new ResidualRule(every, steps, rows, learningRate, events, ownFromEvents);
    }

    /** What is trained of a user with this many events who is no sharer. */
    public TrainedKind of(long events) {
        if (events >= ownFromEvents) {
            return TrainedKind.OWN;
        }
        return events >= fromEvents ? TrainedKind.RESIDUAL : TrainedKind.NOTHING;
    }

    /**
     * The recipe of residuals: that of own adapters but for when an update is due and what it trains on. Each step has new
     * events, as far as there are any, and an optimizer that starts afresh, since what is beneath may have changed.
     */
    public Recipe recipe(Recipe own) {
        UpdateSchedule schedule = new UpdateSchedule(every);
        return new Recipe(
                schedule,
                new UpdatePlanner(
                        schedule,
                        UpdateSteps.constant(steps),
                        rows,
                        1,
                        own.planner().rehearsal(),
                        own.guard().holdout(),
                        own.planner().drift()),
                own.training().withLearningRate(new LearningRate.Constant(learningRate)),
                own.guard(),
                own.bounds(),
                false,
                Math.max(own.window(), every),
                own.maxTokens(),
                own.knowledge(),
                own.gates());
    }
}
