package dev.intarsia.stack.erase;

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
import java.time.Duration;
import java.util.Set;

/** Asks ingest to erase a user, and what has been done since. */
public final class ErasureRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final URI ingest;

    /**
     * @param ingest its root, as in {@code http://127.0.0.1:8090}
     * @throws IllegalArgumentException where it is no such address
     */
    public ErasureRequest(URI ingest) {
        if (ingest.getHost() == null || !Set.of("http", "https").contains(String.valueOf(ingest.getScheme()))) {
            throw new IllegalArgumentException(
                    "--ingest: '" + ingest + "' is no address as in http://127.0.0.1:8090; give scheme and host.");
        }
        this.ingest = ingest;
    }

    /**
     * The receipt, as {@code DELETE /v1/users/{user}} has it.
     *
     * @throws IOException where ingest does not answer, or refuses
     */
    public JsonNode erase(String user) throws IOException, InterruptedException {
        return ask(request("/v1/users/" + encoded(user)).DELETE().build(), 202);
    }

    /**
     * What has been done, as {@code GET /v1/erasures/{id}} has it.
     *
     * @throws IOException where ingest does not answer, or knows no such erasure
     */
    public JsonNode progress(String id) throws IOException, InterruptedException {
        return ask(request("/v1/erasures/" + encoded(id)).build(), 200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path)).timeout(ANSWERING);
    }

    private JsonNode ask(HttpRequest request, int good) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(request);
        JsonNode body = json(response.body());
        if (response.statusCode() == good && body.path("id").isTextual()) {
            return body;
        }
        JsonNode error = body.path("errors").path(0);
        if (error.isMissingNode()) {
            throw new IOException("What answers at " + ingest + " with " + response.statusCode()
                    + " is no ingest; name another with --ingest.");
        }
        throw new IOException("Ingest at " + ingest + " answered " + response.statusCode() + ": "
                + error.path("field").asText() + " " + error.path("problem").asText() + ".");
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new IOException(
                    "No ingest answers at " + ingest + "; start one with 'intarsia up', or name another with --ingest.",
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
