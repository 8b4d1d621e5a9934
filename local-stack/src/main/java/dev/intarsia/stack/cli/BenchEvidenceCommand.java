package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.evidence.EvidenceReport;
import dev.intarsia.replay.evidence.EvidenceSettings;
import dev.intarsia.replay.evidence.EvidenceSweep;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.replay.sweep.SweepPeople;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench evidence}: what to train of whom. */
@Command(
        name = "evidence",
        description =
                "Compares rules that choose what is trained of a user: nothing beside the assembled adapter, a residual"
                        + " on top of it, or an own adapter. Counts the rows that each rule trains on.",
        mixinStandardHelpOptions = true)
final class BenchEvidenceCommand implements Callable<Integer> {
    private static final int POPULATION_USERS = 50;

    @Mixin
    private final RecordingOptions recorded = new RecordingOptions();

    @Mixin
    private final ModelOptions base = new ModelOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Where evidence.json and evidence.md go, and the pool of sharers' pieces, which further runs with"
                            + " the same sharers use again.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--people",
            paramLabel = "WHO",
            defaultValue = "population",
            description = "Whose events stream: population (users who do not share; all rules are compared on them) or"
                    + " targets (the most active users; the trainer's residual settings are compared with doing the same"
                    + " for everybody) (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private SweepPeople people;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "How many users stream (default: 50 of the population, or all targets).")
    private @Nullable Integer users;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "128",
            description = "How many events each of them streams at most, 0 for all (default: ${DEFAULT-VALUE}).")
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
            description = "How many of the most active users are targets, which belong to no population (default:"
                    + " ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--sharers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the population's most active users share (default: ${DEFAULT-VALUE}).")
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
        EvidenceSettings settings = settings(trainer);
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        Tasks tasks = trainer.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        ReplayDisplay progress = new ReplayDisplay(display);
        Recording recording = new Sources(tasks, Clock.systemUTC())
                .read(recorded.sourceOr(Home.here().sampleStream()).spec(Instant.now()), progress.reading());
        StateDirectory files = new StateDirectory(out.resolve("state"));
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
                    EvidenceReport.write(
                            new EvidenceSweep(model, settings, files, progress.sweep()).run(recording), out));
        }
        return 0;
    }

    private EvidenceSettings settings(TrainerConfig trainer) {
        AssemblerConfig assembler = base.assembler();
        Map<String, String> named = new TreeMap<>(TrainerSettings.named(trainer));
        named.putAll(AssemblingSettings.named(assembler));
        named.put("seed", "" + seed);
        int asked = people == SweepPeople.TARGETS ? targets : POPULATION_USERS;
        return new EvidenceSettings(
                people,
                targets,
                sharers,
                users == null ? asked : users,
                events,
                later,
                AssemblerSettings.rules(assembler),
                trainer.residualRule(),
                named);
    }
}
