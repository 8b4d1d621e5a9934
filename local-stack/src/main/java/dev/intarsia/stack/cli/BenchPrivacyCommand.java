package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.config.WeightsKind;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.privacy.PrivacyReport;
import dev.intarsia.replay.privacy.PrivacySettings;
import dev.intarsia.replay.privacy.PrivacySweep;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.home.Home;
import dev.intarsia.stack.replay.AssemblingSettings;
import dev.intarsia.stack.replay.ReplayDisplay;
import dev.intarsia.stack.replay.TrainerSettings;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench privacy}: what can be told of single events. */
@Command(
        name = "privacy",
        description = "Measures membership inference on users of the population: what pieces, assembled adapters and"
                + " signatures tell of single events, and what lowers that at what cost; half an hour.",
        mixinStandardHelpOptions = true)
final class BenchPrivacyCommand implements Callable<Integer> {
    @Mixin
    private final RecordingOptions recorded = new RecordingOptions();

    @Mixin
    private final ModelOptions base = new ModelOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where privacy.json, privacy.md and the pictures go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many of the most active users belong to no population (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many of the population's most active users share (default: ${DEFAULT-VALUE}).")
    private int sharers;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many users after them have assembled adapters (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many events of each user are attacked; every run knows half of them, which must be a"
                    + " multiple of update.every (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--published",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many runs of each user are attacked (default: ${DEFAULT-VALUE}).")
    private int published;

    @Option(
            names = "--shadows",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many shadow runs the attacker has of each user, an even number (default:"
                    + " ${DEFAULT-VALUE}).")
    private int shadows;

    @Option(
            names = "--compared-shadows",
            paramLabel = "N",
            defaultValue = "4",
            description = "The same where settings are compared (default: ${DEFAULT-VALUE}).")
    private int compared;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many questions of a user's last fifth are asked at most (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all randomness; 0 draws as the service does.")
    private long seed;

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = base.settledTrainer(out);
        PrivacySettings settings = settings(trainer);
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
                    PrivacyReport.write(
                            new PrivacySweep(model, settings, progress.sweep()).run(recording), quick, out));
        }
        return 0;
    }

    private PrivacySettings settings(TrainerConfig trainer) {
        AssemblerConfig assembler = base.assembler(WeightsKind.BAYES);
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.putAll(AssemblingSettings.named(assembler));
        named.put("seed", "" + seed);
        named.put("targets", "" + targets);
        return new PrivacySettings(
                targets,
                quick ? Math.min(sharers, 4) : sharers,
                quick ? Math.min(users, 4) : users,
                quick ? Math.min(events, 2 * trainer.recipe().schedule().every()) : events,
                quick ? 1 : published,
                quick ? 4 : shadows,
                quick ? 4 : compared,
                quick ? Math.min(questions, 2) : questions,
                quick ? 100 : 1000,
                AssemblerSettings.weights(assembler.weights()),
                AssemblerSettings.rules(assembler).sample(),
                named);
    }
}
