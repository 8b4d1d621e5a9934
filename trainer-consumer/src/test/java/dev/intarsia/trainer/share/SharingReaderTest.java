package dev.intarsia.trainer.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.trainer.connect.LenientReading;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingReaderTest {
    private static final Topics TOPICS = Topics.of("", 1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AvroSerdes serdes = serdes();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<String, Long> written = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private final SharingReader reader = new SharingReader(
            consumer,
            serdes.reader(TOPICS.roster()),
            serdes.reader(TOPICS.consents()),
            serdes.reader(TOPICS.erasures()),
            serdes.reader(TOPICS.releases()),
            new LenientReading(
                    (topic, outcome, reason) -> skipped.add(topic + " " + outcome.text() + " " + reason.text())));

    @BeforeEach
    void begin() {
        for (Topic<?, ?> topic : List.of(TOPICS.roster(), TOPICS.consents(), TOPICS.erasures(), TOPICS.releases())) {
            TopicPartition only = new TopicPartition(topic.name(), 0);
            consumer.updatePartitions(
                    topic.name(), List.of(new PartitionInfo(topic.name(), 0, Node.noNode(), new Node[0], new Node[0])));
            consumer.updateBeginningOffsets(Map.of(only, 0L));
            consumer.updateEndOffsets(Map.of(only, 0L));
        }
        reader.read();
    }

    @AfterEach
    void end() {
        reader.close();
        serdes.close();
    }

    @Test
    void shouldReadTheRosterAndConsents() {
        write(TOPICS.roster(), "ada", elected("ada", 0.8));
        write(TOPICS.consents(), ConsentKey.of("ada"), decided("ada", true, 0.5));

        assertThat(reader.read()).containsExactly("ada");
        assertThat(reader.register().shareRatio("ada")).isEqualTo(0.5);
    }

    @Test
    void shouldEndTheSharingOfADismissedOrWithdrawnUser() {
        for (String user : List.of("ada", "eve")) {
            write(TOPICS.roster(), user, elected(user, 1));
            write(TOPICS.consents(), ConsentKey.of(user), decided(user, true, 1));
        }
        reader.read();
        assertThat(List.of("ada", "eve")).allMatch(reader.register()::shares);

        write(TOPICS.roster(), "ada", null);
        write(TOPICS.consents(), ConsentKey.of("eve"), decided("eve", false, 1));

        assertThat(reader.read()).containsExactlyInAnyOrder("ada", "eve");
        assertThat(List.of("ada", "eve")).noneMatch(reader.register()::shares);
        assertThat(reader.register().erasedUpTo("eve")).isEmpty();
    }

    @Test
    void shouldEndTheSharingOfAUserInQuarantine() {
        write(TOPICS.roster(), "ada", elected("ada", 1));
        write(TOPICS.consents(), ConsentKey.of("ada"), decided("ada", true, 1));
        reader.read();

        write(
                TOPICS.roster(),
                "ada",
                RosterEntry.newBuilder(elected("ada", 0)).setQuarantine("harm").build());

        assertThat(reader.read()).containsExactly("ada");
        assertThat(reader.register().part("ada")).isEqualTo(new SharedPart(0, WithdrawalReason.DEMOTED));
    }

    @Test
    void shouldReleaseTheHoldThatAnOrderNamesAndNoOther() {
        Release order = Release.newBuilder()
                .setUser("ada")
                .setTime(NOON)
                .setHeldSince(NOON.minusSeconds(9))
                .setGoodVersion(3)
                .build();
        write(TOPICS.releases(), "ada", order);

        assertThat(reader.read()).isEmpty();
        assertThat(reader.register().releases("ada", held(3, NOON.minusSeconds(9))))
                .isTrue();
        assertThat(reader.register().releases("ada", held(4, NOON.minusSeconds(9))))
                .isFalse();
        assertThat(reader.register().releases("ada", held(3, NOON))).isFalse();
        assertThat(reader.register().releases("eve", held(3, NOON.minusSeconds(9))))
                .isFalse();
        assertThat(reader.register().releases("ada", UserState.NEW)).isFalse();
    }

    @Test
    void shouldKnowNoOrderThatIsTakenBack() {
        Release order = Release.newBuilder()
                .setUser("ada")
                .setTime(NOON)
                .setHeldSince(NOON)
                .build();
        write(TOPICS.releases(), "ada", order);
        reader.read();
        assertThat(reader.register().releases("ada", held(0, NOON))).isTrue();

        write(TOPICS.releases(), "ada", null);

        assertThat(reader.read()).isEmpty();
        assertThat(reader.register().releases("ada", held(0, NOON))).isFalse();
    }

    private static UserState held(long goodVersion, Instant since) {
        return UserState.NEW.with(new AdapterVersion(
                9,
                8,
                20,
                "e19",
                NOON,
                "digest",
                AdapterLineage.UNKNOWN,
                new AdapterHold(HoldReason.NORM, goodVersion, since),
                null,
                LossTrend.NONE));
    }

    @Test
    void shouldForgetAUserUpToTheTimeOfTheErasure() {
        write(TOPICS.consents(), ConsentKey.of("ada"), null);

        assertThat(reader.read()).containsExactly("ada");
        assertThat(reader.register().erasedUpTo("ada")).isEqualTo(Optional.of(NOON));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldForgetAnEventAndTellOnceATrainerHasFollowed(boolean reportFirst) {
        ConsentKey event = ConsentKey.of("ada", "e1");
        Runnable report = () -> write(
                TOPICS.erasures(),
                new ErasureKey(ErasureKey.erasure(event, NOON), ErasureKey.TRAINER_RECORDS),
                removed(ErasureKey.erasure(event, NOON)));
        if (reportFirst) {
            report.run();
            assertThat(reader.read()).isEmpty();
        }
        write(TOPICS.consents(), event, null);
        assertThat(reader.read()).containsExactly("ada");
        EventErasures events = reader.register().events();
        assertThat(events.hasForgotten("ada", "e1", NOON)).isEqualTo(reportFirst);
        assertThat(events.waiting()).hasSize(reportFirst ? 0 : 1);
        assertThat(reader.register().erasures()).isEqualTo(reportFirst ? 1 : 0);
        if (!reportFirst) {
            report.run();
            assertThat(reader.read()).containsExactly("ada");
        }

        assertThat(reader.register().erasedUpTo("ada")).isEmpty();
        assertThat(events.hasForgotten("ada", "e1", NOON)).isTrue();
        assertThat(events.forgets("ada", "e1", NOON.plusMillis(1))).isFalse();
        assertThat(events.forgets("ada", "e2", NOON)).isFalse();
        assertThat(events.forgets("eve", "e1", NOON)).isFalse();
        assertThat(events.waiting()).isEmpty();
        assertThat(reader.register().erasures()).isEqualTo(1);
    }

    private static ErasureProgress removed(String erasure) {
        return new ErasureProgress(
                erasure, ErasureKey.TRAINER_RECORDS, NOON, NOON.plusSeconds(1), Map.of(), Map.of(), true, NOON);
    }

    @Test
    void shouldSkipUnreadableRecordsAndGoOn() {
        put(TOPICS.roster(), "ada".getBytes(UTF_8), new byte[] {7});
        put(TOPICS.consents(), null, new byte[] {0});
        write(TOPICS.roster(), "eve", elected("eve", 1));
        write(TOPICS.consents(), ConsentKey.of("eve"), decided("eve", true, 1));

        assertThat(reader.read()).containsExactly("eve");
        assertThat(reader.register().shares("eve")).isTrue();
        assertThat(reader.register().shares("ada")).isFalse();
        assertThat(skipped).containsExactlyInAnyOrder("roster skipped unreadable", "consents skipped key");
    }

    private static RosterEntry elected(String user, double shareRatio) {
        return RosterEntry.newBuilder()
                .setSharer(user)
                .setCluster(0)
                .setShareRatio(shareRatio)
                .setEvents(20)
                .setElectedAt(NOON)
                .build();
    }

    private static SharingConsent decided(String user, boolean granted, double shareRatio) {
        return SharingConsent.newBuilder()
                .setUser(user)
                .setGranted(granted)
                .setShareRatio(shareRatio)
                .setTime(NOON)
                .build();
    }

    private <K, V extends SpecificRecord> void write(Topic<K, V> topic, K key, @Nullable V value) {
        TopicWriter<K, V> writer = serdes.writer(topic);
        var record = writer.record(1, key, value);
        put(topic, record.key(), record.value());
    }

    private void put(Topic<?, ?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        long offset = written.merge(topic.name(), 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(
                topic.name(),
                0,
                offset,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private static AvroSerdes serdes() {
        Registry registry = new Registry(new MockSchemaRegistryClient(), "mock://sharing", RetryPolicy.DEFAULT);
        new SchemaBootstrap(registry).declare(TOPICS);
        return new AvroSerdes(registry);
    }
}
