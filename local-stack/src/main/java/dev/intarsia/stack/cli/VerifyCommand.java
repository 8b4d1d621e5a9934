package dev.intarsia.stack.cli;

import dev.intarsia.schemas.text.UserName;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.verify.TrainerSource;
import dev.intarsia.stack.verify.VerificationTable;
import dev.intarsia.trainer.verify.Verification;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intarsia verify}: whether every event was learned from exactly once. */
@Command(
        name = "verify",
        description =
                "Checks, from the topics alone, that every event was learned from exactly once. Reads only. Ends with 1"
                        + " where anything is wrong.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final TrainerOptions trainer = new TrainerOptions();

    @Option(names = "--user", paramLabel = "USER", description = "Checks this user alone (default: all).")
    private @Nullable String user;

    @Option(
            names = "--recompute",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Of up to how many users the adapter is trained again and compared (default: ${DEFAULT-VALUE}).")
    private int recompute;

    /** 0 where nothing is wrong, otherwise 1. */
    @Override
    public Integer call() throws IOException {
        Optional<String> only = Optional.ofNullable(user);
        only.flatMap(UserName::problem).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), "--user " + problem + ".");
        });
        LiveDisplay display = new LiveDisplay(System.out, System.console() != null);
        VerificationReport report;
        try (Verification verification = new Verification(
                new TrainerSource(
                                trainer.file(),
                                trainer.given(spec.commandLine(), cluster.bootstrapServers(), cluster.registry()))
                        .read(),
                new VerificationScope(only, recompute),
                (stage, done, total) -> display.status("%s: %,d of %,d", stage, done, total))) {
            report = verification.run();
        }
        display.say("%s", VerificationTable.of(report));
        return report.sound() ? 0 : 1;
    }
}
