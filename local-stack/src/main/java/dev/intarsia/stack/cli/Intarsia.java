package dev.intarsia.stack.cli;

import static java.util.Objects.requireNonNull;

import dev.intarsia.stack.ending.SignalHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./intarsia}: the command that holds all others. */
@Command(
        name = "intarsia",
        description = "Keeps a language model personal, continually, for every user of a product.",
        mixinStandardHelpOptions = true,
        version = "intarsia 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            IngestCommand.class,
            ExplainCommand.class,
            EraseCommand.class,
            AdapterCommand.class,
            VerifyCommand.class,
            QuarantineCommand.class,
            TopicsCommand.class,
            SettingsCommand.class,
            PretrainCommand.class,
            ReplayCommand.class,
            ModelCommand.class,
            BenchCommand.class,
            AttackCommand.class
        })
public final class Intarsia {
    private Intarsia() {}

    /**
     * Exits with 0 when done, 1 when something failed, 2 when the command line was wrong, 128 and the signal's number when
     * told to end by one. What a command writes outlives a sudden end; those that hold more see to it themselves.
     */
    public static void main(String[] arguments) {
        try (SignalHandler end = SignalHandler.atOnce()) {
            requireNonNull(end);
            System.exit(commandLine().execute(arguments));
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Intarsia())
                .setExecutionExceptionHandler(new PlainFailures())
                .setParameterExceptionHandler(new WrongCommandLine())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
