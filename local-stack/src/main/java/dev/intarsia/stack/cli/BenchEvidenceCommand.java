package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.evidence.EvidenceReport;
import dev.intarsia.replay.evidence.EvidenceSettings;
import dev.intarsia.replay.evidence.EvidenceSweep;
import dev.intarsia.replay.sweep.SweepPeople;
import dev.intarsia.stack.replay.AssemblingSettings;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    private final SweepOptions sweep = new SweepOptions(50);

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

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = sweep.base().settledTrainer(out);
        EvidenceSettings settings = settings(trainer);
        StateDirectory files = new StateDirectory(out.resolve("state"));
        sweep.measure(
                trainer,
                (model, recording, listener) ->
                        EvidenceReport.write(new EvidenceSweep(model, settings, files, listener).run(recording), out));
        return 0;
    }

    private EvidenceSettings settings(TrainerConfig trainer) {
        AssemblerConfig assembler = sweep.base().assembler();
        Map<String, String> named = sweep.named(trainer);
        named.putAll(AssemblingSettings.named(assembler));
        int asked = people == SweepPeople.TARGETS ? sweep.targets() : POPULATION_USERS;
        return new EvidenceSettings(
                people,
                sweep.targets(),
                sweep.sharers(),
                users == null ? asked : users,
                events,
                later,
                AssemblerSettings.rules(assembler),
                trainer.residualRule(),
                named);
    }
}
