package dev.intarsia.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.schemas.text.UserName;
import dev.intarsia.stack.erase.ErasureRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia erase}: has a user, or one event, forgotten everywhere. */
@Command(
        name = "erase",
        description =
                "Has a user forgotten everywhere, and prints the receipt: what goes where, and by when. With --event only"
                        + " that event is forgotten. With --id it shows what has been done for an earlier erasure.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", arity = "0..1", description = "The user's id, as events name it.")
    private String user = "";

    @Option(
            names = "--event",
            paramLabel = "ID",
            description = "The id of one event, as it was sent; the user's other events stay.")
    private String event = "";

    @Option(names = "--id", paramLabel = "ID", description = "The id of an earlier receipt.")
    private String id = "";

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8090",
            description = "Ingest (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private URI ingest;

    /** 0 when ingest has answered. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (user.isEmpty() == id.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give either USER or --id.");
        }
        if (user.isEmpty() && !event.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give USER with --event: ids are unique per user only.");
        }
        ErasureRequest request = new ErasureRequest(ingest);
        if (!id.isEmpty()) {
            print(request.progress(id));
            return 0;
        }
        UserName.problem(user).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), "USER " + problem + ".");
        });
        print(event.isEmpty() ? request.erase(user) : request.eraseEvent(user, event));
        return 0;
    }

    private void print(JsonNode answer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        out.flush();
    }
}
