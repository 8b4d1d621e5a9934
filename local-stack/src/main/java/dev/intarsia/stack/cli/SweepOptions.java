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

/** What every measurement on a recording's users is told: the recording, the model, and how many users do what. */
final class SweepOptions {
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
            names = "--users",
            paramLabel = "N",
            description = "How many users are measured, of each group; of the population those who come after the"
                    + " first sharers (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all randomness; 0 draws as the service does.")
    private long seed;

    /** With these numbers of sharers and users where the command line names no others. */
    SweepOptions(int sharers, int users) {
        this.sharers = sharers;
        this.users = users;
    }

    /** What is measured, and its report for people. */
    @FunctionalInterface
    interface Measurement {
        String report(ReplayModel model, Recording recording, SweepListener listener) throws IOException;
    }

    ModelOptions base() {
        return base;
    }

    int targets() {
        return targets;
    }

    int sharers() {
        return sharers;
    }

    int users() {
        return users;
    }

    /** Settings that decide the result, by name, as reports show them. */
    Map<String, String> named(TrainerConfig trainer) {
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.put("seed", "" + seed);
        return named;
    }

    /** Opens recording and model, measures, and says what came of it. */
    void measure(TrainerConfig trainer, Measurement measurement) throws IOException {
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
