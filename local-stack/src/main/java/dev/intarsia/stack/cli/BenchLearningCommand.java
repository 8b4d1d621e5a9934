package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.replay.learning.LearningReport;
import dev.intarsia.replay.learning.LearningSection;
import dev.intarsia.replay.learning.LearningSettings;
import dev.intarsia.replay.learning.LearningSweep;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final UserSweepOptions sweep = new UserSweepOptions(50, 50);

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
            names = "--rules",
            paramLabel = "TEXT",
            split = ",",
            description = "Only rules with one of these texts in their name are measured, beside the trainer's settings"
                    + " (default: all of the sections).")
    private List<String> rules = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        TrainerConfig trainer = sweep.base().settledTrainer(out);
        LearningSettings settings = new LearningSettings(
                sections.stream().map(LearningSection::of).toList(),
                sweep.targets(),
                sweep.sharers(),
                sweep.users(),
                events,
                later,
                rules,
                Optional.of(AssemblerSettings.rules(sweep.base().assembler())),
                sweep.named(trainer));
        sweep.measure(
                trainer,
                (model, recording, listener) ->
                        LearningReport.write(new LearningSweep(model, settings, listener).run(recording), out));
        return 0;
    }
}
