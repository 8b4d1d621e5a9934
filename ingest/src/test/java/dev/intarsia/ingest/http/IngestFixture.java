package dev.intarsia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.erase.ErasureLog;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.service.http.ConnectionLimits;
import dev.intarsia.service.http.HttpBounds;
import dev.intarsia.tasks.Tasks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ingest's real server, before a recorded broker, and a client of it. */
final class IngestFixture implements AutoCloseable {
    static final String EVENT =
            "{\"user\":\"u1\",\"time\":1600000000000,\"task\":\"movie-rating\",\"input\":{\"title\":\"Heat\"},\"output\":\"4.0\"}";
    static final int CAPACITY = 20_000;
    static final ConnectionLimits LIMITS =
            new ConnectionLimits(40, 30, Duration.ofSeconds(60), Duration.ofSeconds(2), 1024, Duration.ofSeconds(2));
    private static final int BODY_LIMIT = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> unready = new ArrayList<>();
    private final ErasureLog erasures = new ErasureLog();
    private RecordedBroker broker = new RecordedBroker(true);
    private IngestServer server = serve(CAPACITY);

    private IngestServer serve(int capacity) {
        IngestServer started = new IngestServer(
                new HttpBounds("127.0.0.1", 0, BODY_LIMIT, LIMITS, Set.of()),
                new HttpBounds("127.0.0.1", 0, 4096, LIMITS, Set.of()),
                new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC()),
                Clock.systemUTC(),
                broker.publisher(capacity),
                erasures,
                () -> unready,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        started.start();
        return started;
    }

    /** What is known of erasures, as if it had been read. */
    ErasureLog erasures() {
        return erasures;
    }

    /** Starts again before a broker that acknowledges by itself, or when it is told to. */
    void restart(boolean acknowledging, int capacity) {
        close();
        broker = new RecordedBroker(acknowledging);
        server = serve(capacity);
    }

    RecordedBroker broker() {
        return broker;
    }

    /** What readiness complains of. */
    List<String> unready() {
        return unready;
    }

    HttpResponse<String> post(@Nullable String type, String body) throws Exception {
        HttpRequest.Builder request = request("/v1/events").POST(BodyPublishers.ofString(body));
        return send(type == null ? request : request.header("Content-Type", type));
    }

    HttpResponse<String> putConsent(String user, String body) throws Exception {
        return send(request("/v1/users/" + user + "/consent")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return server.managementPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** Says a request word for word, as no client library would, and returns the answer's first line. */
    String raw(String request) throws IOException {
        return rawWhole(request).lines().findFirst().orElse("");
    }

    /** The same, with the whole answer. */
    String rawWhole(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return new ObjectMapper().readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
        broker.close();
    }
}
