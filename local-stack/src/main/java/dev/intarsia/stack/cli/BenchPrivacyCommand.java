package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.config.WeightsKind;
import dev.intarsia.replay.privacy.PrivacyReport;
import dev.intarsia.replay.privacy.PrivacySettings;
import dev.intarsia.replay.privacy.PrivacySweep;
import dev.intarsia.stack.replay.AssemblingSettings;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    private final UserSweepOptions sweep = new UserSweepOptions(40, 40);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where privacy.json, privacy.md and the pictures go.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

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

    @Option(names = "--quick", description = "Only shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = sweep.base().settledTrainer(out);
        PrivacySettings settings = settings(trainer);
        sweep.measure(
                trainer,
                (model, recording, listener) ->
                        PrivacyReport.write(new PrivacySweep(model, settings, listener).run(recording), quick, out));
        return 0;
    }

    private PrivacySettings settings(TrainerConfig trainer) {
        AssemblerConfig assembler = sweep.base().assembler(WeightsKind.BAYES);
        Map<String, String> named = sweep.named(trainer);
        named.putAll(AssemblingSettings.named(assembler));
        named.put("targets", "" + sweep.targets());
        return new PrivacySettings(
                sweep.targets(),
                quick ? Math.min(sweep.sharers(), 4) : sweep.sharers(),
                quick ? Math.min(sweep.users(), 4) : sweep.users(),
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
