package dev.intarsia.tests.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Ports;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.tests.topic.TopicContents;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The whole stack in this process on a model that takes no time, with what a user sees of it. */
final class RunningStack implements AutoCloseable {
    static final int UPDATE_EVERY = 4;
    static final Topics TOPICS = Topics.of("", StackSettings.PARTITIONS);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalStack stack;

    RunningStack(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /** @param trainer further settings of the trainer */
    RunningStack(Path directory, Map<String, String> trainer) throws IOException {
        Map<String, String> shape = Map.of("model.rank", "4", "model.alpha", "4", "model.precision", "fp32");
        Map<String, String> training = new HashMap<>(shape);
        training.put("update.every", Integer.toString(UPDATE_EVERY));
        training.putAll(trainer);
        stack = LocalStack.start(
                new StackSettings(
                        directory.resolve("data"),
                        TinyCheckpoint.UNDECIDED.write(directory.resolve("checkpoint")),
                        Ports.any(),
                        StackSettings.PARTITIONS,
                        Map.of(
                                Service.TRAINER_CONSUMER,
                                training,
                                Service.INFERENCE_GATEWAY,
                                shape,
                                Service.ASSEMBLER_STREAM,
                                Map.of("roster.min-events", "3", "assignments.margin", "0"))),
                step -> {});
    }

    LocalStack services() {
        return stack;
    }

    String registryUrl() {
        return stack.cluster().registryUrl();
    }

    String bootstrapServers() {
        return stack.cluster().bootstrapServers();
    }

    /** Events of a user through ingest, which differ from any others by their number. */
    void send(String user, int from, int to) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(JSON.writeValueAsString(Map.of(
                            "eventId",
                            "e" + i,
                            "user",
                            user,
                            "time",
                            Instant.now().toEpochMilli(),
                            "task",
                            "movie-rating",
                            "input",
                            Map.of("title", "Film " + i),
                            "output",
                            i % 2 == 0 ? "4.0" : "2.5")))
                    .append('\n');
        }
        assertThat(exchange(HttpRequest.newBuilder(ingest("/v1/events"))
                                .header("content-type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(lines.toString())))
                        .statusCode())
                .isEqualTo(202);
    }

    void consent(String user) throws IOException, InterruptedException {
        assertThat(exchange(HttpRequest.newBuilder(ingest("/v1/users/" + user + "/consent"))
                                .header("content-type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"granted\":true}")))
                        .statusCode())
                .isBetween(200, 204);
    }

    /** Has a user erased; returns the receipt. */
    JsonNode erase(String user) throws IOException, InterruptedException {
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(ingest("/v1/users/" + user)).DELETE());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    /** Has one event erased; returns the receipt. */
    JsonNode eraseEvent(String user, String eventId) throws IOException, InterruptedException {
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(ingest("/v1/users/" + user + "/events/" + eventId))
                        .DELETE());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    /** What has been done for an erasure. */
    JsonNode erasure(String id) throws IOException, InterruptedException {
        return JSON.readTree(
                exchange(HttpRequest.newBuilder(ingest("/v1/erasures/" + id))).body());
    }

    /** What the gateway has of a user. */
    JsonNode adapter(String user) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(user, UTF_8).replace("+", "%20");
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(URI.create(stack.gatewayUrl() + "/v1/users/" + encoded + "/adapter")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Waits until a user is answered with an own adapter that knows so many events. */
    void awaitOwn(String user, int events) {
        await("an own adapter of " + user + " that knows " + events + " events")
                .atMost(PATIENCE)
                .until(() -> adapter(user).path("own").path("events").asInt() == events);
    }

    /** Waits until a user's assembled adapter knows so many events. */
    void awaitAssembled(String user, int events) {
        await("an assembled adapter of " + user + " that knows " + events + " events")
                .atMost(PATIENCE)
                .until(() -> adapter(user).path("assembled").path("events").asInt() == events);
    }

    /** Waits until nothing is left of a user. */
    void awaitForgotten(String user) {
        await("that " + user + " is forgotten")
                .atMost(PATIENCE)
                .until(() -> adapter(user).path("served").path("kind").asText().equals("base")
                        && adapter(user).path("own").isNull()
                        && adapter(user).path("assembled").isNull());
    }

    /** Where dead letters came from and why. */
    List<DeadLetter> deadLetters() {
        return TopicContents.of(
                bootstrapServers(), TOPICS.deadLetters().name(), record -> DeadLetter.read(record.headers()));
    }

    List<ConsumerRecord<byte[], byte[]>> contents(String topic) {
        return TopicContents.of(bootstrapServers(), topic);
    }

    private URI ingest(String path) {
        return URI.create(stack.ingestUrl() + path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        stack.close();
    }
}
