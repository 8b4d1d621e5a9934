package dev.intarsia.tests.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.BrokerSettings;
import dev.intarsia.stack.broker.EmbeddedBroker;
import dev.intarsia.stack.port.Port;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.observe.TrainerListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry and a broker that are out for a while: no event is blamed, lost or learned from twice. */
@LocalClusterTest
class TrainerOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Of each of the two users, who have 100 events. */
    private static final long VERSIONS =
            TrainerConfig.SETTINGS.with(Map.of()).recipe().schedule().updates(100);

    @AutoClose
    private static TinyModel tiny;

    private final TestCluster cluster;

    TrainerOutageIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void loadModel(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(
                TinyCheckpoint.UNDECIDED.write(directory),
                EngineOptions.of(TrainerConfig.SETTINGS
                        .with(Map.of("model.rank", "4", "model.alpha", "4"))
                        .model()));
    }

    @TempDir
    Path state;

    @Test
    void shouldWaitForAnUnavailableRegistry() throws IOException {
        Topics topics = cluster.moreTopics(2);
        List<BehaviorEvent> log = log(0, 20);
        try (Gate gate = new Gate(URI.create(cluster.registryUrl()));
                TrainerTopics records = new TrainerTopics(cluster.bootstrapServers(), cluster.registryUrl(), topics);
                TrainerService trainer = trainer(cluster.bootstrapServers(), gate.url(), topics)) {
            await().atMost(PATIENCE).until(trainer::ready);
            log.forEach(records::send);
            await().atMost(PATIENCE).until(() -> !trainer.ready());
            assertThat(records.signatures()).isEmpty();

            gate.open();

            await().atMost(PATIENCE).until(() -> records.signatures().size() >= log.size());
            assertThat(records.signatures()).hasSize(log.size());
            assertThat(records.deadLetters()).isEmpty();
            assertThat(trainer.failure()).isEmpty();
        }
    }

    @Test
    void shouldGoOnWhenTheBrokerComesBack(@TempDir Path directory) {
        Topics topics = Topics.of("outage.", 2);
        BrokerSettings settings = new BrokerSettings(
                directory,
                new Port(Port.any().claim(), "broker"),
                new Port(Port.any().claim(), "controller"));
        EmbeddedBroker broker = EmbeddedBroker.start(settings);
        String servers = broker.bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                Registry registry = Registry.connect(cluster.registryUrl())) {
            new TopicCreation(admin).create(topics);
            new SchemaBootstrap(registry).declare(topics);
        }
        List<BehaviorEvent> log = log(0, 200);
        try (TrainerTopics records = new TrainerTopics(servers, cluster.registryUrl(), topics);
                TrainerService trainer = trainer(servers, cluster.registryUrl(), topics)) {
            log.subList(0, 150).forEach(records::send);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !records.signatures().isEmpty());

            broker.close();
            broker = EmbeddedBroker.start(settings);
            log.subList(150, 200).forEach(records::send);

            await().atMost(PATIENCE).until(() -> records.signatures().size() >= log.size());
            assertThat(records.signatures())
                    .extracting(signature -> signature.getEventId())
                    .containsExactlyInAnyOrderElementsOf(
                            log.stream().map(BehaviorEvent::getEventId).toList());
            assertThat(records.deadLetters()).isEmpty();
            assertThat(trainer.failure()).isEmpty();
            assertThat(records.adapters().values())
                    .hasSize(8)
                    .allSatisfy(module -> assertThat(module.getVersion()).isEqualTo(VERSIONS));
        } finally {
            broker.close();
        }
    }

    private static List<BehaviorEvent> log(int from, int to) {
        List<BehaviorEvent> log = new ArrayList<>();
        for (int i = from; i < to; i++) {
            log.add(TrainerTopics.event("u" + i % 2, i, i % 3 == 0 ? "2.0" : "4.5"));
        }
        return log;
    }

    private TrainerService trainer(String bootstrapServers, String registryUrl, Topics topics) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", bootstrapServers,
                "kafka.topic-prefix", topics.events().name().replaceFirst("events$", ""),
                "kafka.group-id", topics.events().name() + "-trainers",
                "kafka.instance", "a",
                "kafka.partitions", "2",
                "schema-registry.url", registryUrl,
                "model.rank", "4",
                "model.alpha", "4",
                "batch.max-events", "16",
                "signatures.sketch", "16"));
        settings.put("management.port", "0");
        settings.put("state.directory", state.toString());
        TrainerService trainer = new TrainerService(
                TrainerConfig.SETTINGS.with(settings), tiny.model(), tiny.tokenizer(), TrainerListener.none());
        trainer.start();
        return trainer;
    }
}
