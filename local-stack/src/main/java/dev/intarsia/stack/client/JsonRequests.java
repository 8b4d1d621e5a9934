package dev.intarsia.stack.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Single requests of the command line to a service whose answers are JSON. */
public final class JsonRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final URI root;

    /**
     * @param root of the service
     * @param option of the command line that names it, as in {@code --gateway}
     * @param example of such an address
     * @throws IllegalArgumentException where it is none
     */
    public JsonRequests(URI root, String option, String example) {
        if (root.getHost() == null || !Set.of("http", "https").contains(String.valueOf(root.getScheme()))) {
            throw new IllegalArgumentException(
                    option + ": '" + root + "' is no address as in " + example + "; give scheme and host.");
        }
        this.root = root;
    }

    /** A text as one part of a path. */
    public static String part(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** A request, to be completed; by default a GET. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWERING);
    }

    /** @throws IOException where nobody answers, or not in time */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client().send(request, BodyHandlers.ofString(UTF_8));
    }

    /**
     * The same for what is no text; its body is to be closed.
     *
     * @throws IOException where nobody answers, or not in time
     */
    public HttpResponse<InputStream> open(HttpRequest request) throws IOException, InterruptedException {
        return client().send(request, BodyHandlers.ofInputStream());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
    }

    /** What a body says; missing where it is no JSON. */
    public static JsonNode json(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
