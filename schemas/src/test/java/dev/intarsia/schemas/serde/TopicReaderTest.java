package dev.intarsia.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final Topics TOPICS = Topics.of("", 2);
    private static final int ADAS = TOPICS.signatures().partition("ada", 2);
    private static final long WRITTEN = Samples.event().getIngestedAt().toEpochMilli();

    private final Registry registry =
            new Registry(new MockSchemaRegistryClient(), "mock://reader", RetryPolicy.DEFAULT);

    @AutoClose
    private final AvroSerdes serdes = new AvroSerdes(registry);

    private final TopicReader<EventKey, BehaviorEvent> events = serdes.reader(TOPICS.events());
    private final byte[] event;

    TopicReaderTest() {
        new SchemaBootstrap(registry).declare(TOPICS);
        event = serdes.writer(TOPICS.events())
                .record(2, EventKey.earlier("ada"), Samples.event())
                .value();
    }

    @Test
    void shouldReadWhatIsWhereItsKeyBelongs() {
        assertThat(events.read(record(ADAS, WRITTEN, "ada", event))).isEqualTo(new ReadResult.Value<>(Samples.event()));
    }

    @Test
    void shouldReadNothingThatIsOnAnotherPartition() {
        for (byte[] value : new byte[][] {event, null, {1, 2, 3}}) {
            assertThat(events.read(record(1 - ADAS, WRITTEN, "ada", value)))
                    .asInstanceOf(type(ReadResult.Unreadable.class))
                    .satisfies(bad -> assertThat(bad.cause())
                            .isInstanceOfSatisfying(
                                    MisplacedRecordException.class,
                                    misplaced ->
                                            assertThat(misplaced.expected()).isEqualTo(ADAS))
                            .hasMessageContaining("is on partition " + (1 - ADAS))
                            .hasMessageContaining("partition is " + ADAS)
                            .hasMessageContaining("partitioner=murmur2_random"));
        }
    }

    @Test
    void shouldReadAllWhereItIsAskedToJudgeNothing() {
        assertThat(serdes.readerOfAll(TOPICS.events()).read(record(1 - ADAS, 0, "ada", event)))
                .isInstanceOf(ReadResult.Value.class);
    }

    @Test
    void shouldReadAKeyOfItsOwnForEachRecord() {
        String key = EventKey.of(Samples.event()).toString();

        assertThat(events.read(record(ADAS, WRITTEN, key, event))).isEqualTo(new ReadResult.Value<>(Samples.event()));
        assertThat(events.read(record(ADAS, WRITTEN, key, null))).isInstanceOf(ReadResult.Tombstone.class);
        for (String wrong : List.of("ada\tother\tx1", "ada\t\tx1", "ada\te1", "ada\te1\tx1\t", "\te1\tx1")) {
            assertThat(events.read(record(ADAS, WRITTEN, wrong, event)))
                    .as(wrong)
                    .isInstanceOf(ReadResult.Unreadable.class);
        }
    }

    @Test
    void shouldRefuseAKeyThatIsNotUtf8() {
        ConsumerRecord<byte[], byte[]> record = record(0, WRITTEN, new byte[] {'a', (byte) 0xff}, event);

        assertThat(events.read(record))
                .asInstanceOf(type(ReadResult.Unreadable.class))
                .satisfies(bad -> assertThat(bad.cause()).hasMessageContaining("not UTF-8"));
    }

    @Test
    void shouldMeasureTimesByTheRecordsOwnTime() {
        assertThat(events.read(record(ADAS, WRITTEN - 3_600_001, "ada", event)))
                .isInstanceOf(ReadResult.Unreadable.class);
        assertThat(events.read(record(ADAS, -1, "ada", event))).isInstanceOf(ReadResult.Value.class);
    }

    @Test
    void shouldRefuseAnErasureWithoutATime() {
        TopicReader<ConsentKey, SharingConsent> consents = serdes.reader(TOPICS.consents());

        assertThat(consents.read(record(ADAS, 0, "ada", null))).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(consents.read(record(ADAS, WRITTEN, "ada", null))).isInstanceOf(ReadResult.Tombstone.class);
    }

    @Test
    void shouldMakeNoRoomForWhatADamagedRecordOnlySaysThatItHolds() {
        byte[] header = Arrays.copyOf(event, 5);
        // An id of 2,147,483,639 bytes, or a map of as many entries.
        byte[] huge = {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        byte[] id = ByteBuffer.allocate(10).put(header).put(huge).array();
        byte[] map = ByteBuffer.allocate(64)
                .put(header)
                .put(new byte[] {2, 'e', 6, 'a', 'd', 'a', 0, 2, 't'})
                .put(huge)
                .array();

        for (byte[] value : new byte[][] {id, map}) {
            assertThat(events.read(record(ADAS, WRITTEN, "ada", value))).isInstanceOf(ReadResult.Unreadable.class);
        }
    }

    @Test
    void shouldRefuseAValueThatNoChangelogWouldTake() {
        Map<String, String> fields =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "field" + i, i -> "x".repeat(60_000)));
        byte[] large = serdes.writer(TOPICS.events())
                .record(
                        2,
                        EventKey.earlier("ada"),
                        BehaviorEvent.newBuilder(Samples.event())
                                .setInput(fields)
                                .build())
                .value();

        assertThat(events.read(record(ADAS, WRITTEN, "ada", large)))
                .asInstanceOf(type(ReadResult.Unreadable.class))
                .satisfies(bad -> assertThat(bad.cause()).hasMessageContaining("bytes"));
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long time, String key, byte[] value) {
        return record(partition, time, key.getBytes(UTF_8), value);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long time, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "events",
                partition,
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
