package dev.intarsia.stack.cli;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.learning.LearningReport;
import dev.intarsia.replay.learning.LearningSection;
import dev.intarsia.replay.learning.LearningSettings;
import dev.intarsia.replay.learning.LearningSweep;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.replay.ReplayDisplay;
import dev.intarsia.stack.replay.TrainerSettings;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench learning}: which rules of learning pay. */
@Command(
        name = "learning",
        description =
                "Compares rules of learning on the streams of users of the population: each event is asked before it"
                        + " is learned from; a few minutes for each rule.",
        mixinStandardHelpOptions = true)
final class BenchLearningCommand implements Callable<Integer> {
    @Mixin
    private final RecordingOptions recorded = new RecordingOptions();

    @Mixin
    private final ModelOptions base = new ModelOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where learning.json and learning.md go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--sections",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "steps,forgetting",
            description = "Which rules are measured (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private List<String> sections;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many users stream (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "128",
            description = "How many events each of them streams at most (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--later",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many questions of the user's last fifth are asked at the end at most (default:"
                    + " ${DEFAULT-VALUE}).")
    private int later;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many of the most active users belong to no population (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the population's most active users share; those after them stream (default:"
                    + " ${DEFAULT-VALUE}).")
    private int sharers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all randomness; 0 draws as the service does.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = base.settledTrainer(out);
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.put("seed", "" + seed);
        LearningSettings settings = new LearningSettings(
                sections.stream().map(LearningSection::of).toList(), targets, sharers, users, events, later, named);
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
            display.say(
                    "%s",
                    LearningReport.write(new LearningSweep(model, settings, progress.sweep()).run(recording), out));
        }
        return 0;
    }
}
