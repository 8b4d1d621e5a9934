package dev.intarsia.tests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.GatewayService;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.tests.topic.TopicContents;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feedback where two gateways share the users. */
@LocalClusterTest
class FeedbackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> USERS = List.of("u0", "u1", "u2", "u3", "u4", "u5");

    private final TestCluster cluster;
    private final Topics topics;

    @TempDir
    private Path directory;

    private Map<String, String> shape;

    @AutoClose
    private TinyModel tiny;

    FeedbackIT(TestCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.topics();
    }

    @BeforeEach
    void loadModel() throws IOException {
        Path checkpoint = TinyCheckpoint.DECIDED.withContext(4096).write(directory.resolve("tiny"));
        shape = Map.of("model.path", checkpoint.toString(), "model.rank", "2", "model.alpha", "2");
        tiny = TinyModel.open(
                checkpoint, EngineOptions.of(GatewayConfig.SETTINGS.with(shape).model()));
    }

    @Test
    void shouldBecomeOneEventWhicheverGatewayIsToldAndBeUnknownAfterARestart() throws IOException {
        try (PublishedState published = new PublishedState(cluster, topics, tiny.model())) {
            USERS.forEach(user -> published.train(user, 1));
        }
        Map<String, String> ids = new HashMap<>();
        try (GatewayService first = start("a");
                GatewayService second = start("b")) {
            GatewayClient one = ready(first);
            GatewayClient other = ready(second);
            await().atMost(PATIENCE)
                    .until(() -> USERS.stream()
                            .allMatch(user -> one.served(user).equals("own 1")
                                    && other.served(user).equals("own 1")));
            assertThat(one.status().at("/users/adapted").asInt())
                    .as("users the first holds")
                    .isBetween(1, USERS.size() - 1);

            predict(one)
                    .forEach(answer -> ids.put(
                            answer.path("user").asText(), answer.path("id").asText()));
            ids.forEach((user, id) -> {
                assertThat(feedback(other, id, user).statusCode()).isEqualTo(202);
                assertThat(feedback(one, id, user).statusCode()).isEqualTo(202);
            });

            assertThat(written()).hasSize(2 * USERS.size()).allSatisfy(event -> {
                assertThat(event.getEventId()).isEqualTo(ids.get(event.getUser()));
                assertThat(event.getTask()).isEqualTo("movie-rating");
                assertThat(event.getInput()).containsEntry("title", "Alien");
                assertThat(event.getOutput()).isEqualTo("4.5");
            });
        }

        try (GatewayService again = start("a")) {
            HttpResponse<String> response = feedback(ready(again), ids.getOrDefault("u0", ""), "u0");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("answer_not_found").contains("restart");
        }
    }

    private static JsonNode predict(GatewayClient client) {
        String questions = USERS.stream()
                .map(user -> "{\"user\":\"" + user + "\",\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\"}}")
                .collect(Collectors.joining(","));
        JsonNode answers = GatewayClient.json(client.post("/v1/predictions", "{\"predictions\":[" + questions + "]}"))
                .path("predictions");
        assertThat(answers).hasSize(USERS.size());
        return answers;
    }

    private static HttpResponse<String> feedback(GatewayClient client, String id, String user) {
        return client.post("/v1/feedback", "{\"id\":\"" + id + "\",\"user\":\"" + user + "\",\"output\":\"4.5\"}");
    }

    /** What a service that keeps the contract's rules reads, wherever it lies. */
    private List<BehaviorEvent> written() {
        try (AvroSerdes serdes = AvroSerdes.connect(cluster.registryUrl())) {
            TopicReader<EventKey, BehaviorEvent> reader = serdes.reader(topics.events());
            return TopicContents.of(cluster.bootstrapServers(), topics.events().name(), reader::read).stream()
                    .map(read -> ((ReadResult.Value<BehaviorEvent>) read).value())
                    .toList();
        }
    }

    private static GatewayClient ready(GatewayService gateway) {
        GatewayClient client = new GatewayClient(gateway.port());
        await().atMost(PATIENCE).until(() -> client.get("/readyz").statusCode() == 200);
        return client;
    }

    private GatewayService start(String name) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>(shape);
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.topic-prefix", topics.events().name().replaceFirst("events$", ""));
        settings.put("kafka.partitions", "2");
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", directory.resolve("state-" + name).toString());
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", Integer.toString(port));
        settings.put("http.advertised", "127.0.0.1:" + port);
        settings.put("management.port", "0");
        GatewayService gateway =
                new GatewayService(GatewayConfig.SETTINGS.with(settings), tiny.model(), tiny.tokenizer());
        try {
            gateway.start();
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }
}
