package dev.intarsia.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.schemas.text.UserName;
import dev.intarsia.stack.explain.AssignmentQuery;
import dev.intarsia.stack.explain.ExplanationPage;
import dev.intarsia.stack.explain.NoExplanationException;
import dev.intarsia.stack.explain.PageDetail;
import dev.intarsia.stack.explain.Shades;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia explain}: which pieces make up a user's assembled adapter, and why. */
@Command(
        name = "explain",
        description = "Shows which pieces make up a user's assembled adapter, and why. Sharers have pseudonyms."
                + " Ends with 3 where the user has no assignment, and with 4 where the gateway is not ready.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "The user's id, as events name it.")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private String user;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The gateway (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private URI gateway;

    @Option(names = "--json", description = "Prints the gateway's answer.")
    private boolean json;

    @Option(names = "--all", description = "Shows every sharer and every piece.")
    private boolean all;

    /** 0 when the assignment was shown, otherwise as {@link NoExplanationException#exitCode}. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        UserName.problem(user).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), "USER " + problem + ".");
        });
        try {
            show(new AssignmentQuery(gateway).ask(user));
            return 0;
        } catch (NoExplanationException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return e.exitCode();
        }
    }

    private void show(JsonNode assignment) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(assignment));
        } else {
            out.print(ExplanationPage.of(
                    assignment,
                    Shades.of(System.getProperties()),
                    all ? PageDetail.ALL : PageDetail.SHORT,
                    Instant.now()));
        }
        out.flush();
    }
}
