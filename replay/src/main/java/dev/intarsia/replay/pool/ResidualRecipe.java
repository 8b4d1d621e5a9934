package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;

/**
 * How a residual is trained: as the service trains own adapters, but seldom.
 *
 * @param planner tells what each update trains on
 * @param training how the optimizer steps
 */
record ResidualRecipe(UpdateSchedule schedule, UpdatePlanner planner, TrainingOptions training, int window) {
    private static final int EVERY = 16;
    private static final int STEPS = 1;
    private static final double LEARNING_RATE = 0.006;

    ResidualRecipe {
        requireNonNull(schedule);
        requireNonNull(planner);
        requireNonNull(training);
    }

    static ResidualRecipe of(Recipe recipe) {
        return of(recipe, EVERY, STEPS, EVERY, LEARNING_RATE);
    }

    static ResidualRecipe of(Recipe recipe, int every, int steps, int rows, double rate) {
        UpdateSchedule schedule = new UpdateSchedule(every);
        return new ResidualRecipe(
                schedule,
                new UpdatePlanner(
                        schedule,
                        UpdateSteps.constant(steps),
                        rows,
                        1,
                        recipe.planner().rehearsal(),
                        0),
                recipe.training().withLearningRate(new LearningRate.Constant(rate)),
                Math.max(recipe.window(), every));
    }
}
