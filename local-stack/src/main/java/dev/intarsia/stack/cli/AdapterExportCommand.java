package dev.intarsia.stack.cli;

import dev.intarsia.schemas.text.UserName;
import dev.intarsia.stack.adapter.AdapterDownload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia adapter export}: a user's adapter as a folder. */
@Command(
        name = "export",
        description = "Asks the gateway for a user's adapter, and writes it to a new folder as PEFT reads it.",
        mixinStandardHelpOptions = true)
final class AdapterExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USER", description = "The user's id, as events name it.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String user;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder; it must be new or empty.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private Path folder;

    @Option(
            names = "--adapter",
            paramLabel = "KIND",
            defaultValue = "auto",
            description =
                    "auto (the one that answers the user), own, residual (with what is assembled beneath it) or assembled"
                            + " (default: ${DEFAULT-VALUE}).")
    private String adapter = "auto";

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The gateway (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private URI gateway;

    /** 0 when the folder is written. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        UserName.problem(user).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), "USER " + problem + ".");
        });
        String what = new AdapterDownload(gateway).to(folder, user, adapter);
        PrintWriter out = spec.commandLine().getOut();
        out.println(what + " is in " + folder + "; README.md says what it is.");
        out.flush();
        return 0;
    }
}
