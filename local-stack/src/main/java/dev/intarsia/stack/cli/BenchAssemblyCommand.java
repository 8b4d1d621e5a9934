package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.config.WeightsKind;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.replay.sweep.AssemblySweep;
import dev.intarsia.replay.sweep.SweepPeople;
import dev.intarsia.replay.sweep.SweepReport;
import dev.intarsia.replay.sweep.SweepSettings;
import dev.intarsia.stack.replay.AssemblingSettings;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia bench assembly}: how good assembled adapters are, and by which settings. */
@Command(
        name = "assembly",
        description = "Measures assembled adapters beside the base model and own adapters: by rule, history, pool and"
                + " settings; half an hour on a machine that does nothing else.",
        mixinStandardHelpOptions = true)
final class BenchAssemblyCommand implements Callable<Integer> {
    /** Whom to ask. */
    enum Asked {
        POPULATION(List.of(SweepPeople.POPULATION)),
        TARGETS(List.of(SweepPeople.TARGETS)),
        BOTH(List.of(SweepPeople.POPULATION, SweepPeople.TARGETS));

        private final List<SweepPeople> people;

        Asked(List<SweepPeople> people) {
            this.people = people;
        }
    }

    @Mixin
    private final UserSweepOptions sweep = new UserSweepOptions(200, 100);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where assembly.json, assembly.md and the pictures go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Option(
            names = "--people",
            paramLabel = "WHO",
            defaultValue = "both",
            description =
                    "Who is asked: population (users who do not share, which settings are chosen on), targets (the"
                            + " most active users) or both (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Asked people;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "60",
            description = "How many questions a user is asked at most, spread over the last fifth of the user's events"
                    + " (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--sketches",
            paramLabel = "N",
            split = ",",
            description = "Further sizes of signatures and gates, as in 128,512,1024; each takes all histories'"
                    + " signatures once more (default: none).")
    private List<Integer> sketches = new ArrayList<>();

    @Option(
            names = "--republish",
            paramLabel = "N",
            split = ",",
            description =
                    "Thresholds of pieces.republish-above, as in 0,0.1,0.2: what they leave of the publications of"
                            + " sharers' pieces, and what that costs (default: none).")
    private List<Double> republish = new ArrayList<>();

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = sweep.base().settledTrainer(out);
        SweepSettings settings = settings(trainer);
        sweep.measure(
                trainer,
                (model, recording, listener) -> SweepReport.write(
                        new AssemblySweep(model, settings, sweep.targets(), listener).run(recording), quick, out));
        return 0;
    }

    private SweepSettings settings(TrainerConfig trainer) {
        AssemblerConfig assembler = sweep.base().assembler(WeightsKind.BAYES);
        Map<String, String> named = sweep.named(trainer);
        named.putAll(AssemblingSettings.named(assembler));
        named.remove("weights.kind");
        named.put("targets", "" + sweep.targets());
        return new SweepSettings(
                people.people,
                AssemblerSettings.rules(assembler),
                (BayesianWeights) AssemblerSettings.weights(assembler.weights()),
                (RidgeWeights) AssemblerSettings.weights(
                        sweep.base().assembler(WeightsKind.RIDGE).weights()),
                quick ? Math.min(sweep.sharers(), 12) : sweep.sharers(),
                quick ? Math.min(sweep.users(), 8) : sweep.users(),
                quick ? Math.min(questions, 5) : questions,
                quick ? List.of(5, 20) : SweepSettings.ITEMS,
                quick ? List.of(new SampleRules(8, 16)) : SweepSettings.SAMPLES,
                sketches,
                republish,
                named);
    }
}
