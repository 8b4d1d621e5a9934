package dev.intarsia.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.ingest.IngestService;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.BrokerSettings;
import dev.intarsia.stack.broker.EmbeddedBroker;
import dev.intarsia.stack.port.Port;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.tests.topic.TopicContents;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away under ingest and comes back. */
@LocalClusterTest
class IngestOutageIT {
    private static final String EVENT = """
            {"user":"u","time":1600000000000,"task":"movie-rating","input":{"title":"%s"},"output":"4.0"}""";

    private final TestCluster cluster;

    @TempDir
    Path data;

    IngestOutageIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldAnswer503DuringAnOutageAndLoseNothingThatIsSentAgain() {
        Topics topics = Topics.of("", 2);
        BrokerSettings settings = new BrokerSettings(
                data.resolve("broker"),
                new Port(Port.any().claim(), "broker"),
                new Port(Port.any().claim(), "controller"));
        EmbeddedBroker broker = EmbeddedBroker.start(settings);
        String servers = broker.bootstrapServers();
        create(topics, servers);
        try (IngestService service = service(servers);
                AvroSerdes serdes = AvroSerdes.connect(cluster.registryUrl())) {
            service.start();
            IngestClient client = new IngestClient(service.port());
            assertThat(client.post("application/json", EVENT.formatted("before"))
                            .statusCode())
                    .isEqualTo(202);

            broker.close();
            HttpResponse<String> refused = client.post("application/json", EVENT.formatted("during"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(client.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(client.get("/livez").statusCode()).isEqualTo(200);

            broker = EmbeddedBroker.start(settings);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.post("application/json", EVENT.formatted("during"))
                                    .statusCode()
                            == 202);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.get("/readyz").statusCode() == 200);

            assertThat(events(serdes, topics, servers))
                    .extracting(event -> event.getInput().get("title"))
                    .contains("before", "during");
            assertThat(events(serdes, topics, servers))
                    .filteredOn(event -> "during".equals(event.getInput().get("title")))
                    .extracting(BehaviorEvent::getEventId)
                    .containsOnly(lastId(events(serdes, topics, servers)));
        } finally {
            broker.close();
        }
    }

    /** An end that waits for the absent broker takes a minute and more. */
    @Test
    @Timeout(45)
    void shouldNotBeReadyWithoutABrokerAndSayWhatToCheckAndEndSoon() {
        try (IngestService service = service("127.0.0.1:" + Port.any().claim())) {
            service.start();
            IngestClient client = new IngestClient(service.port());

            assertThat(client.get("/readyz").body()).contains("check kafka.bootstrap-servers");
            assertThat(client.post("application/json", EVENT.formatted("x")).statusCode())
                    .isEqualTo(503);
        }
    }

    private IngestService service(String servers) {
        return new IngestService(IngestConfig.SETTINGS.with(Map.of(
                "http.port",
                "0",
                "management.port",
                "0",
                "kafka.bootstrap-servers",
                servers,
                "kafka.acknowledgement-timeout",
                "2s",
                "schema-registry.url",
                cluster.registryUrl())));
    }

    private void create(Topics topics, String servers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                AvroSerdes serdes = AvroSerdes.connect(cluster.registryUrl())) {
            new TopicCreation(admin).create(topics);
            new SchemaBootstrap(serdes.registry()).declare(topics);
        }
    }

    private static List<BehaviorEvent> events(AvroSerdes serdes, Topics topics, String servers) {
        return TopicContents.of(servers, topics.events().name()).stream()
                .map(record -> ((ReadResult.Value<BehaviorEvent>)
                                serdes.reader(topics.events()).read(record))
                        .value())
                .toList();
    }

    private static String lastId(List<BehaviorEvent> events) {
        return events.get(events.size() - 1).getEventId();
    }
}
