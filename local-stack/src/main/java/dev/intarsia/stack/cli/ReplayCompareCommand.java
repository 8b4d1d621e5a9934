package dev.intarsia.stack.cli;

import dev.intarsia.evaluation.compare.ComparisonPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia replay compare}: two replays side by side. */
@Command(
        name = "compare",
        description = "Shows two replays side by side. Where both were asked the same questions, their answers are"
                + " compared pair by pair.",
        mixinStandardHelpOptions = true)
final class ReplayCompareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(paramLabel = "A", description = "A replay's folder, or the report.json in it.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path first;

    @Parameters(paramLabel = "B", description = "Another one's, of the same task.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path second;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "compare.html",
            description = "The page to write; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path out;

    @Override
    public Integer call() throws IOException {
        String headline = ComparisonPage.write(first, second, out);
        spec.commandLine().getOut().println(headline + " See " + out + ".");
        return 0;
    }
}
