package dev.intarsia.stack.cli;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.replay.adapt.AdaptationSettings;
import dev.intarsia.replay.adapt.BaseAdaptation;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.run.ReplaySettings;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.home.Home;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a replay's base model is first adapted to the task on the population. */
final class AdaptOptions {
    @Option(
            names = "--adapt-base",
            description = "First adapts the base model to the task on the population alone (OPPU's stage 0), for data "
                    + "it has never seen. The same again is read back.")
    private boolean adapt;

    @Option(
            names = "--adapt-epochs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Over the population's examples (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--adapt-examples",
            paramLabel = "N",
            defaultValue = "20000",
            description = "At most; drawn from the population (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--adapted-models",
            paramLabel = "DIR",
            description = "Where adapted base models are kept (default: .intarsia/adapted-models).")
    private @Nullable Path kept;

    /** The base model itself, or the one adapted. */
    Path checkpoint(
            Path base,
            Tasks tasks,
            Recording recording,
            ReplaySettings settings,
            TrainerConfig trainer,
            long seed,
            LiveDisplay display)
            throws IOException {
        if (!adapt) {
            return base;
        }
        Plan plan = Plan.of(recording, settings.protocol(), settings.targets(), settings.sharers(), settings.history());
        return new BaseAdaptation(
                        base,
                        EngineOptions.of(trainer.model()),
                        trainer.model().maxTokens(),
                        settings(),
                        seed,
                        kept == null ? Home.here().adaptedModels() : kept)
                .adapted(tasks, plan.population(), plan.targets().keySet(), progress -> display.say("%s", progress));
    }

    private AdaptationSettings settings() {
        return AdaptationSettings.standard().withEpochs(epochs).withMost(examples);
    }

    /** As reports name them. */
    Map<String, String> named() {
        return Map.of("adapted base", adapt ? settings().text() : "no");
    }
}
