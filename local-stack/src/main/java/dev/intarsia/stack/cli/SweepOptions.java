package dev.intarsia.stack.cli;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.replay.sweep.SweepListener;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.replay.ReplayDisplay;
import dev.intarsia.stack.replay.TrainerSettings;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every measurement on a recording's users is told: the recording, the model, and who shares. */
class SweepOptions {
    @Mixin
    private final RecordingOptions recorded = new RecordingOptions();

    @Mixin
    private final ModelOptions base = new ModelOptions();

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many of the most active users are targets, which belong to no population (default:"
                    + " ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            description = "How many users of the population share at most, the most active first (default:"
                    + " ${DEFAULT-VALUE}).")
    private int sharers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all randomness; 0 draws as the service does.")
    private long seed;

    /** With so many sharers where the command line names no other number. */
    SweepOptions(int sharers) {
        this.sharers = sharers;
    }

    /** What is measured, and its report for people. */
    @FunctionalInterface
    interface Measurement {
        String report(ReplayModel model, Recording recording, SweepListener listener) throws IOException;
    }

    final ModelOptions base() {
        return base;
    }

    final int targets() {
        return targets;
    }

    final int sharers() {
        return sharers;
    }

    /** Settings that decide the result, by name, as reports show them. */
    final Map<String, String> named(TrainerConfig trainer) {
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.put("seed", "" + seed);
        return named;
    }

    /** Opens recording and model, measures, and says what came of it. */
    final void measure(TrainerConfig trainer, Measurement measurement) throws IOException {
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        Tasks tasks = trainer.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        ReplayDisplay progress = new ReplayDisplay(display);
        Recording recording = new Sources(tasks, Clock.systemUTC())
                .read(recorded.sourceOr(Home.here().sampleStream()).spec(Instant.now()), progress.reading());
        try (ReplayModel model = ReplayModel.open(
                base.checkpoint(),
                tasks,
                recording.task(),
                trainer.model(),
                trainer.recipe(),
                SamplingOptions.GREEDY,
                seed)) {
            display.say("%s", measurement.report(model, recording, progress.sweep()));
        }
    }
}
