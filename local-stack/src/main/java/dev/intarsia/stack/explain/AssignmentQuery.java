package dev.intarsia.stack.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/** Asks a gateway for a user's assignment. */
public final class AssignmentQuery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final URI gateway;

    /**
     * @param gateway its root, as in {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException where it is no such address
     */
    public AssignmentQuery(URI gateway) {
        if (gateway.getHost() == null || !Set.of("http", "https").contains(String.valueOf(gateway.getScheme()))) {
            throw new IllegalArgumentException(
                    "--gateway: '" + gateway + "' is no address as in http://127.0.0.1:8080; give scheme and host.");
        }
        this.gateway = gateway;
    }

    /**
     * The assignment as {@code GET /v1/users/{user}/assignment} has it.
     *
     * @throws NoExplanationException where the gateway has none of this user, or cannot say so yet
     * @throws IOException where no gateway answers, or answers something else
     */
    public JsonNode ask(String user) throws IOException, InterruptedException, NoExplanationException {
        String path = "/v1/users/" + URLEncoder.encode(user, UTF_8).replace("+", "%20") + "/assignment";
        HttpResponse<String> response = answer(
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(ANSWERING).build());
        JsonNode body = json(response.body());
        if (response.statusCode() == 200 && body.path("modules").isArray()) {
            return body;
        }
        JsonNode error = body.path("error");
        String message = Lines.printable(error.path("message").asText());
        if (response.statusCode() == 503 && !message.isEmpty()) {
            throw NoExplanationException.notReady(
                    "The gateway at " + gateway + " is not ready: " + message + " Ask again in a moment.");
        }
        if (error.path("code").asText().equals("assignment_not_found")) {
            throw NoExplanationException.none(user + ": " + message);
        }
        if (message.isEmpty() || error.path("code").asText().equals("unknown_route")) {
            throw new IOException("What answers at " + gateway + " with " + response.statusCode()
                    + " is no gateway that explains assignments; name another with --gateway.");
        }
        throw new IOException("The gateway at " + gateway + " answered " + response.statusCode() + ": " + message);
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString(UTF_8));
        } catch (HttpTimeoutException e) {
            throw new IOException(
                    "What is at " + gateway + " does not answer in time; ask again, or name another with --gateway.",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "No gateway answers at " + gateway
                            + "; start one with 'intarsia up', or name another with --gateway.",
                    e);
        }
    }

    private static JsonNode json(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
