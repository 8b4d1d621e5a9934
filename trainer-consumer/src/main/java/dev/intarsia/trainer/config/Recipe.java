package dev.intarsia.trainer.config;

import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.update.HeldOutGuard;
import dev.intarsia.trainer.update.ReferenceSet;
import dev.intarsia.trainer.update.ReplaySample;
import dev.intarsia.trainer.update.UpdatePlanner;
import dev.intarsia.trainer.update.UpdateSchedule;

/**
 * How adapters are trained, from the settings.
 *
 * @param keepsMoments whether an update goes on with the optimizer state of the one before
 */
public record Recipe(
        UpdateSchedule schedule,
        UpdatePlanner planner,
        TrainingOptions training,
        HeldOutGuard guard,
        boolean keepsMoments) {
    private static final double EPSILON = 1e-8;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException where they do not go together, naming the keys
     */
    public static Recipe of(TrainerConfig config) {
        TrainerConfig.Update update = config.update();
        UpdateSchedule schedule = new UpdateSchedule(update.every());
        HeldOutGuard guard =
                new HeldOutGuard(config.guard().holdout(), config.guard().margin());
        UpdatePlanner planner = new UpdatePlanner(
                schedule,
                update.steps(),
                update.rows(),
                update.newShare(),
                new ReplaySample(update.replay().recentShare(), update.replay().recentWindow()),
                guard.holdout());
        if (config.history().window() < update.every()) {
            throw new IllegalArgumentException("history.window must be at least update.every, which is "
                    + update.every() + ", not " + config.history().window() + ".");
        }
        TrainerConfig.Training training = config.training();
        TrainingOptions options = new TrainingOptions(
                rate(training),
                training.weightDecay(),
                training.beta1(),
                training.beta2(),
                EPSILON,
                training.clip() == 0 ? Double.POSITIVE_INFINITY : training.clip(),
                training.dropout());
        return new Recipe(schedule, planner, options, guard, training.keepMoments());
    }

    /**
     * Reads the reference set that the settings name, if any.
     *
     * @throws IllegalArgumentException where it cannot be used, naming the line
     */
    public static ReferenceSet reference(TrainerConfig.Guard guard, Tasks tasks, ExampleEncoder encoder) {
        return guard.reference()
                .map(file -> new ReferenceSet(ReferenceFile.read(file, tasks, encoder), guard.referenceMargin()))
                .orElseGet(ReferenceSet::none);
    }

    private static LearningRate rate(TrainerConfig.Training training) {
        return switch (training.schedule()) {
            case CONSTANT -> new LearningRate.Constant(training.learningRate());
            case LINEAR -> new LearningRate.Linear(training.learningRate());
        };
    }
}
