package dev.intarsia.trainer.config;

import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.gate.GateRecipe;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;

/** The recipe that the settings describe. */
final class RecipeSettings {
    private static final double EPSILON = 1e-8;

    private RecipeSettings() {}

    /** Whoever sets more steps for every update has at least as many where there are more. */
    private static UpdateSteps steps(TrainerConfig.Update update) {
        int most = Math.max(update.steps(), update.mostSteps());
        return new UpdateSteps(update.steps(), most, Math.max(most, update.firstSteps()), update.answerMargin());
    }

    static Recipe recipe(TrainerConfig config) {
        TrainerConfig.Update update = config.update();
        UpdateSchedule schedule = new UpdateSchedule(update.every(), update.earlyEvery(), update.earlyEvents());
        HeldOutGuard guard =
                new HeldOutGuard(config.guard().holdout(), config.guard().margin());
        UpdatePlanner planner = new UpdatePlanner(
                schedule,
                steps(update),
                update.rows(),
                update.newShare(),
                new RehearsalSample(
                        update.rehearsal().recentShare(), update.rehearsal().recentWindow()),
                guard.holdout(),
                new DriftRule(
                        config.drift().significance(),
                        config.drift().events(),
                        config.drift().rate()));
        TrainerConfig.Training training = config.training();
        requireUsable(training);
        TrainingOptions options = new TrainingOptions(
                rate(training),
                training.weightDecay(),
                training.beta1(),
                training.beta2(),
                EPSILON,
                training.clip() == 0 ? Double.POSITIVE_INFINITY : training.clip(),
                training.dropout());
        return new Recipe(
                schedule,
                planner,
                options,
                guard,
                new UpdateBounds(config.bounds().norm(), config.bounds().loss()),
                training.keepMoments(),
                config.history().window(),
                config.model().maxTokens(),
                config.knowledge().choice(),
                gates(config));
    }

    private static void requireUsable(TrainerConfig.Training training) {
        if (!(training.learningRate() > 0)) {
            throw new IllegalArgumentException(
                    "training.learning-rate must be above 0, not " + training.learningRate() + ".");
        }
        if (!(training.clip() >= 0) || !(training.dropout() >= 0 && training.dropout() < 1)) {
            throw new IllegalArgumentException(
                    "training.clip must be from 0 and training.dropout from 0 to below 1, not " + training.clip()
                            + " and " + training.dropout() + ".");
        }
    }

    private static GateRecipe gates(TrainerConfig config) {
        TrainerConfig.Gates gates = config.gates();
        return new GateRecipe(
                config.signatures().kind(),
                config.signatures().sketch(),
                gates.steps(),
                gates.rows(),
                gates.learningRate(),
                gates.weightDecay());
    }

    private static LearningRate rate(TrainerConfig.Training training) {
        return switch (training.schedule()) {
            case CONSTANT -> new LearningRate.Constant(training.learningRate());
            case LINEAR -> new LearningRate.Linear(training.learningRate());
        };
    }
}
