package dev.intarsia.tests.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.GatewayService;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.startup.GatewayStartException;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.state.StateInUseException;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalClusterTest
class GatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static Map<String, String> shape;

    @AutoClose
    private static TinyModel tiny;

    private final TestCluster cluster;
    private Topics topics;
    private PublishedState published;
    private int states;

    GatewayIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void loadModel() throws IOException {
        Path checkpoint = TinyCheckpoint.DECIDED.withContext(4096).write(directory.resolve("tiny"));
        shape = Map.of("model.path", checkpoint.toString(), "model.rank", "2", "model.alpha", "2");
        tiny = TinyModel.open(
                checkpoint, EngineOptions.of(GatewayConfig.SETTINGS.with(shape).model()));
    }

    @BeforeEach
    void openTopics() {
        topics = cluster.moreTopics(2);
        published = new PublishedState(cluster, topics, tiny.model());
    }

    @AfterEach
    void closeTopics() {
        published.close();
    }

    @Test
    void shouldBeReadyOnlyWithAllThatWasThereAndServeCommittedVersionsOnly() {
        Adapter committed = published.train("ada", 2);
        published.trainAndAbort("ada", 3);
        published.trainInPart("ada", 4);
        Adapter pieces = published.share("sam", 1);
        published.assign("bob", 7, "sam");
        published.trainAndAbort("cyd", 1);

        try (GatewayService gateway = start(freshState())) {
            GatewayClient client = ready(gateway);

            JsonNode ada = client.adapter("ada").path("served");
            assertThat(ada.path("version").asLong()).isEqualTo(2);
            assertThat(ada.path("digest").asText()).isEqualTo(committed.digest());
            JsonNode bob = client.adapter("bob").path("served");
            assertThat(bob.path("kind").asText()).isEqualTo("assembled");
            assertThat(bob.path("digest").asText()).isEqualTo(pieces.digest());
            assertThat(client.served("cyd")).isEqualTo("base 0");
        }
    }

    @Test
    void shouldBeReadyWhereThereIsNothing() {
        try (GatewayService gateway = start(freshState())) {
            assertThat(ready(gateway).served("ada")).isEqualTo("base 0");
        }
    }

    @Test
    void shouldTakeUpWhatArrivesAndMeasureHowFreshItIs() {
        try (GatewayService gateway = start(freshState())) {
            GatewayClient client = ready(gateway);
            published.share("sam", 1);
            published.assign("ada", 1, "sam");
            await().atMost(PATIENCE).until(() -> client.served("ada").equals("assembled 1"));
            published.train("ada", 1);
            await().atMost(PATIENCE).until(() -> client.served("ada").equals("own 1"));
            published.train("ada", 2);
            await().atMost(PATIENCE).until(() -> client.served("ada").equals("own 2"));

            JsonNode freshness = client.status().path("freshness");
            assertThat(freshness.at("/own/published").asLong()).isEqualTo(2);
            assertThat(freshness.at("/assembled/published").asLong()).isEqualTo(1);
            assertThat(freshness.at("/own/p99_ms").asLong()).isBetween(0L, PATIENCE.toMillis());
        }
    }

    @Test
    void shouldComposeWithoutPiecesThatWereWithdrawn() {
        published.share("sam", 1);
        published.assign("ada", 1, "sam");
        try (GatewayService gateway = start(freshState())) {
            GatewayClient client = ready(gateway);
            assertThat(client.served("ada")).isEqualTo("assembled 1");

            published.withdraw("sam");

            await().atMost(PATIENCE).until(() -> client.served("ada").equals("base 0"));
        }
    }

    @Test
    void shouldAnswerTheSameAfterARestartWithAndWithoutItsState() {
        published.train("ada", 1);
        published.share("sam", 1);
        published.assign("bob", 1, "sam");
        published.trainWorseThanTheBase("bob", 1);
        Path state = freshState();
        String before;
        try (GatewayService gateway = start(state)) {
            before = answers(ready(gateway));
            assertThat(before).contains("assembled; user=bob").contains("reason=lowest_loss");
        }

        try (GatewayService gateway = start(state)) {
            assertThat(answers(ready(gateway))).isEqualTo(before);
        }
        try (GatewayService gateway = start(freshState())) {
            assertThat(answers(ready(gateway))).isEqualTo(before);
        }
    }

    @Test
    void shouldForgetAUserWhoWasErasedWhileItWasDown() {
        published.train("ada", 1);
        published.train("bob", 1);
        Path state = freshState();
        try (GatewayService gateway = start(state)) {
            assertThat(ready(gateway).served("ada")).isEqualTo("own 1");
        }

        published.erase("ada");

        try (GatewayService gateway = start(state)) {
            GatewayClient client = ready(gateway);
            assertThat(client.served("ada")).isEqualTo("base 0");
            assertThat(client.served("bob")).isEqualTo("own 1");
            published.train("ada", 2);
            await().atMost(PATIENCE).until(() -> client.served("ada").equals("own 2"));
        }
    }

    @Test
    void shouldAnswerForEveryUserWhicheverGatewayIsAsked() throws IOException {
        List<String> users = List.of("u0", "u1", "u2", "u3", "u4", "u5");
        users.forEach(user -> published.assign(user, 1, "sam"));
        users.forEach(user -> published.train(user, 1));
        users.forEach(user -> published.rate(user, "Aliens", "4.5", 1));
        try (GatewayService first = start(freshState(), freePort());
                GatewayService second = start(freshState(), freePort())) {
            GatewayClient one = ready(first);
            GatewayClient other = ready(second);
            await().atMost(PATIENCE)
                    .until(() -> users.stream()
                            .allMatch(user -> one.served(user).equals("own 1")
                                    && other.served(user).equals("own 1")));
            assertThat(one.status().at("/users/adapted").asInt())
                    .as("users the first holds")
                    .isBetween(1, users.size() - 1);

            assertThat(predictions(one, users)).isEqualTo(predictions(other, users));
            await().atMost(PATIENCE).until(() -> known(one, users).equals(Collections.nCopies(users.size(), "1 true")));
            assertThat(known(other, users)).isEqualTo(known(one, users));
            for (String user : users) {
                assertThat(streamed(one, user)).contains("data: [DONE]").isEqualTo(streamed(other, user));
                assertThat(explained(one, user)).isEqualTo(explained(other, user));
            }
            assertThat(other.post("/v1/completions", "{\"model\":\"none\",\"prompt\":\"\",\"user\":\"u0\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldAnswerForTheUsersOfAGatewayThatLeft() throws IOException {
        List<String> users = List.of("u0", "u1", "u2", "u3", "u4", "u5");
        users.forEach(user -> published.train(user, 1));
        try (GatewayService first = start(freshState(), freePort())) {
            GatewayClient one = ready(first);
            try (GatewayService second = start(freshState(), freePort())) {
                GatewayClient other = ready(second);
                await().atMost(PATIENCE)
                        .until(() -> other.status().at("/users/adapted").asInt() > 0);
            }

            await().atMost(PATIENCE)
                    .until(() -> users.stream()
                            .allMatch(user ->
                                    one.get("/v1/users/" + user + "/adapter").statusCode() == 200
                                            && one.served(user).equals("own 1")));
        }
    }

    @Test
    void shouldRefuseToStartWithoutAnAddressBesideAnother() throws IOException {
        try (GatewayService first = start(freshState(), freePort())) {
            ready(first);

            assertThatThrownBy(() -> start(freshState()))
                    .isInstanceOf(GatewayStartException.class)
                    .hasMessageContaining("has a gateway already")
                    .hasMessageContaining("http.advertised");
        }
    }

    @Test
    void shouldStartOneOfTwoWithoutAnAddressThatStartAtTheSameMoment() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<Optional<GatewayService>>> starts = Stream.of(freshState(), freshState())
                .<Callable<Optional<GatewayService>>>map(state -> () -> {
                    together.await();
                    try {
                        return Optional.of(start(state));
                    } catch (GatewayStartException e) {
                        assertThat(e).hasMessageContaining("http.advertised");
                        return Optional.empty();
                    }
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<GatewayService> started = new ArrayList<>();
        try {
            for (Future<Optional<GatewayService>> each : threads.invokeAll(starts)) {
                each.get().ifPresent(started::add);
            }

            assertThat(started).hasSize(1);
            published.train("u0", 1);
            GatewayClient client = ready(started.get(0));
            await().atMost(PATIENCE)
                    .until(() -> client.get("/v1/users/u0/adapter").statusCode() == 200
                            && client.served("u0").equals("own 1"));
        } finally {
            threads.shutdown();
            started.forEach(GatewayService::close);
        }
    }

    @Test
    void shouldRefuseUsersOfAGatewayThatNoAddressLeadsTo() throws IOException {
        List<String> users = List.of("u0", "u1", "u2", "u3", "u4", "u5");
        users.forEach(user -> published.train(user, 1));
        try (GatewayService without = start(freshState())) {
            GatewayClient one = ready(without);
            try (GatewayService with = start(freshState(), freePort())) {
                GatewayClient other = ready(with);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        other.status().at("/users/adapted").asInt())
                                .isBetween(1, users.size() - 1));

                await().atMost(PATIENCE).untilAsserted(() -> {
                    for (String user : users) {
                        List<Integer> statuses = List.of(asked(one, user), asked(other, user));
                        assertThat(statuses).as(user).containsOnlyOnce(503).contains(200);
                    }
                });
            }
        }
    }

    @Test
    void shouldNameTheProcessThatHasTheStateDirectory() {
        Path state = freshState();
        try (GatewayService first = start(state)) {
            ready(first);

            assertThatThrownBy(() -> start(state))
                    .isInstanceOf(StateInUseException.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .hasMessageContaining(state.toString());
        }
    }

    /** The status; an answer must be the user's own. */
    private static int asked(GatewayClient client, String user) {
        var response = client.get("/v1/users/" + user + "/adapter");
        if (response.statusCode() == 200) {
            assertThat(client.served(user))
                    .as("%s of the gateway that says %s", user, client.status())
                    .isEqualTo("own 1");
        }
        return response.statusCode();
    }

    private static JsonNode explained(GatewayClient client, String user) {
        JsonNode assignment = GatewayClient.json(client.get("/v1/users/" + user + "/assignment"));
        assertThat(assignment.path("user").asText()).as(assignment.toString()).isEqualTo(user);
        return assignment;
    }

    private static List<JsonNode> predictions(GatewayClient client, List<String> users) {
        String questions = users.stream()
                .map(user -> "{\"user\":\"" + user
                        + "\",\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\",\"genres\":\"Horror\"}}")
                .collect(Collectors.joining(","));
        JsonNode list = GatewayClient.json(client.post("/v1/predictions", "{\"predictions\":[" + questions + "]}"))
                .path("predictions");
        assertThat(list.findValuesAsText("digest")).doesNotHaveDuplicates();
        assertThat(list).extracting(answer -> answer.path("user").asText()).containsExactlyElementsOf(users);
        List<JsonNode> answers = new ArrayList<>();
        list.forEach(answer -> answers.add(answer.path("adapter")));
        return answers;
    }

    /** What of each user's past is in a prompt that the base model reads, as "1 true": events, and whether a profile. */
    private static List<String> known(GatewayClient client, List<String> users) {
        String questions = users.stream()
                .map(user -> "{\"user\":\"" + user + "\",\"adapter\":\"base\",\"task\":\"movie-rating\","
                        + "\"input\":{\"title\":\"Alien\"},\"knowledge\":{\"history\":2,\"profile\":true}}")
                .collect(Collectors.joining(","));
        List<String> known = new ArrayList<>();
        GatewayClient.json(client.post("/v1/predictions", "{\"predictions\":[" + questions + "]}"))
                .path("predictions")
                .forEach(answer -> known.add(answer.at("/knowledge/history").asText() + " "
                        + answer.at("/knowledge/profile").asText()));
        return known;
    }

    /** A streamed answer's texts, with the end. */
    private static String streamed(GatewayClient client, String user) {
        var response = client.post(
                "/v1/completions",
                "{\"model\":\"tiny\",\"prompt\":\"Film:\",\"max_tokens\":5,\"temperature\":0,\"stream\":true,\"user\":\""
                        + user + "\"}");
        assertThat(response.headers().firstValue("x-intarsia-adapter").orElseThrow())
                .startsWith("own; user=" + user);
        return response.body().replaceAll("\"id\":\"[^\"]*\",|\"created\":\\d+,|\"seed\":\\d+", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Texts and identities of everyone's answers. */
    private static String answers(GatewayClient client) {
        StringBuilder answers = new StringBuilder();
        for (String user : new String[] {"ada", "bob", "stranger"}) {
            var response = client.post(
                    "/v1/completions",
                    "{\"model\":\"tiny\",\"prompt\":\"Film:\",\"max_tokens\":8,\"temperature\":0,\"user\":\"" + user
                            + "\"}");
            answers.append(response.headers().firstValue("x-intarsia-adapter").orElseThrow())
                    .append(GatewayClient.json(response).at("/choices/0/text"))
                    .append('\n');
        }
        return answers.toString();
    }

    private GatewayClient ready(GatewayService gateway) {
        GatewayClient client = new GatewayClient(gateway.port());
        await().atMost(PATIENCE).until(() -> client.get("/readyz").statusCode() == 200);
        return client;
    }

    private Path freshState() {
        return directory.resolve(topics.events().name() + states++);
    }

    private GatewayService start(Path state) {
        return start(state, Map.of("http.port", "0"));
    }

    private GatewayService start(Path state, int port) {
        return start(state, Map.of("http.port", Integer.toString(port), "http.advertised", "127.0.0.1:" + port));
    }

    private GatewayService start(Path state, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(shape);
        settings.put("kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("kafka.topic-prefix", topics.events().name().replaceFirst("events$", ""));
        settings.put("kafka.partitions", "2");
        // For as long a gateway waits to see whether another stays.
        settings.put("kafka.properties.session.timeout.ms", "6000");
        settings.put("schema-registry.url", cluster.registryUrl());
        settings.put("state.directory", state.toString());
        settings.put("http.host", "127.0.0.1");
        settings.put("management.port", "0");
        settings.putAll(more);
        try {
            GatewayService gateway =
                    new GatewayService(GatewayConfig.SETTINGS.with(settings), tiny.model(), tiny.tokenizer());
            try {
                gateway.start();
            } catch (RuntimeException e) {
                gateway.close();
                throw e;
            }
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
