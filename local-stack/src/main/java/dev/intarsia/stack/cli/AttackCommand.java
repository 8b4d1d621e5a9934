package dev.intarsia.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.stack.attack.AttackResult;
import dev.intarsia.stack.attack.AttackRun;
import dev.intarsia.stack.attack.AttackTable;
import dev.intarsia.stack.attack.AttackTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code intarsia attack}: what a running gateway withstands. */
@Command(
        name = "attack",
        description =
                "Attacks a running gateway over HTTP, and tells what it withstands. Use it on your own gateway only.",
        mixinStandardHelpOptions = true)
final class AttackCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The gateway (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // Set by the command line.
    private URI url;

    @Option(
            names = "--management-url",
            paramLabel = "URL",
            description = "Its management port, to be watched meanwhile.")
    private @Nullable URI management;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "150",
            description = "Clients that attack at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "How long slow clients go on (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results go as JSON.")
    private @Nullable Path out;

    /** 0 when all attacks were withstood, else 1. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        AttackTarget target = new AttackTarget(
                url, Optional.ofNullable(management), model(), connections, Duration.ofSeconds(seconds));
        show(terminal, AttackTable.head());
        List<AttackResult> results = AttackRun.on(target, result -> show(terminal, AttackTable.row(result)));
        show(terminal, AttackTable.summary(results));
        if (out != null) {
            JSON.writerWithDefaultPrettyPrinter().writeValue(out.toFile(), results);
        }
        return results.stream().allMatch(AttackResult::ok) ? 0 : 1;
    }

    private String model() throws IOException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/models"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            JsonNode models = JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
            String model = models.at("/data/0/id").asText();
            if (!model.isEmpty()) {
                return model;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("No gateway answers at " + url + "; start one, or name another with --url.", e);
        }
        throw new IOException("What answers at " + url + " is not a gateway that is ready; name another with --url.");
    }

    private static void show(PrintWriter terminal, String line) {
        terminal.println(line);
        terminal.flush();
    }
}
