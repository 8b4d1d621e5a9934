package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.trainer.config.Recipe;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.update.ReplaySample;
import dev.intarsia.trainer.update.UpdatePlanner;
import dev.intarsia.trainer.update.UpdateSchedule;

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

    static ResidualRecipe of(TrainerConfig config) {
        return of(config, EVERY, STEPS, EVERY, LEARNING_RATE);
    }

    static ResidualRecipe of(TrainerConfig config, int every, int steps, int rows, double rate) {
        UpdateSchedule schedule = new UpdateSchedule(every);
        ReplaySample replay = new ReplaySample(
                config.update().replay().recentShare(), config.update().replay().recentWindow());
        return new ResidualRecipe(
                schedule,
                new UpdatePlanner(schedule, steps, rows, 1, replay, 0),
                Recipe.of(config).training().withLearningRate(new LearningRate.Constant(rate)),
                Math.max(config.history().window(), every));
    }
}
