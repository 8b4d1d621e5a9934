package dev.intarsia.tests.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.events.format.FileFormat;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.IngestService;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.ingest.file.FileIngest;
import dev.intarsia.ingest.file.FileReport;
import dev.intarsia.ingest.file.IngestProgress;
import dev.intarsia.ingest.publish.Connection;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import dev.intarsia.tests.topic.TopicContents;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalClusterTest
class IngestIT {
    private static final String EVENT = """
            {"user":"%s","time":%d,"task":"movie-rating","input":{"title":"Film %d"},"output":"4.0"}""";
    private static final long TIME = 1_600_000_000_000L;

    private final TestCluster cluster;
    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());
    private Topics topics;
    private IngestConfig config;
    private IngestService service;
    private IngestClient client;
    private AvroSerdes serdes;

    IngestIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void startTheService() {
        topics = cluster.moreTopics(2);
        String prefix = topics.events().name().replaceFirst("events$", "");
        config = IngestConfig.SETTINGS.with(Map.of(
                "http.port",
                "0",
                "management.port",
                "0",
                "kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "kafka.topic-prefix",
                prefix,
                "schema-registry.url",
                cluster.registryUrl()));
        service = new IngestService(config);
        service.start();
        client = new IngestClient(service.port());
        serdes = AvroSerdes.connect(cluster.registryUrl());
    }

    @AfterEach
    void stopTheService() {
        service.close();
        serdes.close();
    }

    @Test
    void shouldWriteABatchInEachUsersOrderToTheUsersPartition() {
        List<String> users = List.of("a", "b/c", "ü", "d");
        String batch = IntStream.range(0, 400)
                .mapToObj(i -> EVENT.formatted(users.get(i % users.size()), TIME + i, i))
                .reduce("", (all, line) -> all + line + "\n");

        assertThat(client.post("application/x-ndjson", batch).statusCode()).isEqualTo(202);

        List<ConsumerRecord<byte[], byte[]>> records = records(topics.events());
        assertThat(records).hasSize(400);
        for (String user : users) {
            List<ConsumerRecord<byte[], byte[]>> own =
                    records.stream().filter(record -> user.equals(user(record))).toList();
            assertThat(own)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(topics.signatures().partition(user, 2));
            assertThat(own)
                    .extracting(record -> value(topics.events(), record).getTime())
                    .hasSize(100)
                    .isSorted();
        }
    }

    @Test
    void shouldCarryEveryFieldThroughTheRegistry() {
        client.post("application/json", """
                {"eventId":"e1","user":"u","time":"2020-09-13T12:26:40Z","task":"next-movie",
                 "input":{"liked":"Amélie (2001); Heat (1995)"},"output":"Se7en (1995)\\n🎬"}""");

        BehaviorEvent event = value(topics.events(), records(topics.events()).get(0));

        assertThat(event.getEventId()).isEqualTo("e1");
        assertThat(event.getTime().toEpochMilli()).isEqualTo(TIME);
        assertThat(event.getInput()).isEqualTo(Map.of("liked", "Amélie (2001); Heat (1995)"));
        assertThat(event.getOutput()).isEqualTo("Se7en (1995)\n🎬");
        assertThat(event.getIngestedAt()).isAfter(event.getTime());
    }

    @Test
    void shouldGiveARetryTheSameId() {
        String event = EVENT.formatted("u", TIME, 1);
        client.post("application/json", event);
        client.post("application/json", event);

        assertThat(records(topics.events()))
                .extracting(record -> value(topics.events(), record).getEventId())
                .hasSize(2)
                .containsOnly(
                        value(topics.events(), records(topics.events()).get(0)).getEventId());
    }

    @Test
    void shouldWriteConsentsAndErasures() {
        assertThat(client.putConsent("b%2Fc", "{\"granted\":true,\"shareRatio\":0.5}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.delete("b%2Fc").statusCode()).isEqualTo(202);

        List<ConsumerRecord<byte[], byte[]>> records = records(topics.consents());

        assertThat(records)
                .hasSize(2)
                .allSatisfy(
                        record -> assertThat(new String(record.key(), UTF_8)).isEqualTo("b/c"));
        SharingConsent consent = value(topics.consents(), records.get(0));
        assertThat(consent.getGranted()).isTrue();
        assertThat(consent.getShareRatio()).isEqualTo(0.5);
        assertThat(records.get(1).value()).isNull();
    }

    @Test
    void shouldWriteNothingForABadRequest() {
        assertThat(client.post("application/json", EVENT.formatted("u", TIME, 1).replace("4.0", "11"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(records(topics.events())).isEmpty();
    }

    @Test
    void shouldSendTheWholeSampleAndSendUnreadableLinesToDeadLetters() throws Exception {
        try (Connection connection = Connection.open(config, RetryPolicy.DEFAULT)) {
            FileIngest files = new FileIngest(connection.publisher());

            FileReport sample = files.send(
                    FileFormat.MOVIELENS.open(Path.of("../data/movielens-small"), Set.of("movie-rating"), rules),
                    IngestProgress.NONE);
            FileReport piped = files.send(
                    FileFormat.JSONL.open(
                            new ByteArrayInputStream(
                                    ("nonsense\n" + EVENT.formatted("piper", TIME, 1)).getBytes(UTF_8)),
                            rules),
                    IngestProgress.NONE);

            assertThat(sample.events()).isEqualTo(100_004);
            assertThat(piped.unreadable()).isEqualTo(1);
        }
        List<ConsumerRecord<byte[], byte[]>> records = records(topics.events());
        assertThat(records).hasSize(100_005);
        assertThat(records)
                .filteredOn(ofUser("547"))
                .hasSize(2_391)
                .extracting(record -> value(topics.events(), record).getTime())
                .isSorted();
        assertThat(records(topics.deadLetters())).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo("nonsense".getBytes(UTF_8));
            assertThat(DeadLetter.read(letter.headers()).topic()).isEqualTo("stdin");
            assertThat(DeadLetter.read(letter.headers()).offset()).isEqualTo(1);
        });
    }

    @Test
    void shouldBeReadyAndServeItsMetrics() {
        assertThat(client.get("/readyz").body()).isEqualTo("{\"status\":\"ok\",\"problems\":[]}");
        client.post("application/json", EVENT.formatted("u", TIME, 1));

        assertThat(client.get("/metrics").body())
                .contains("intarsia_ingest_events_total{outcome=\"accepted\"} 1.0")
                .contains("kafka_producer_record_send_total")
                .contains("jvm_memory_used_bytes");
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> ofUser(String user) {
        return record -> user.equals(user(record));
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        return TopicContents.of(cluster.bootstrapServers(), topic.name());
    }

    private <V extends SpecificRecord> V value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
        return ((ReadResult.Value<V>) serdes.reader(topic).read(record)).value();
    }

    private static String user(ConsumerRecord<byte[], byte[]> record) {
        return EventKey.parse(new String(record.key(), UTF_8)).user();
    }
}
