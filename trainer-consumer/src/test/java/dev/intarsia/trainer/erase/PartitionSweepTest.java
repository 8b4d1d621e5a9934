package dev.intarsia.trainer.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PartitionSweepTest {
    private static final Topics TOPICS = Topics.of("", 1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @AutoClose
    private final AvroSerdes serdes =
            new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://sweep", RetryPolicy.DEFAULT));

    private long offset;

    PartitionSweepTest() {
        new SchemaBootstrap(serdes.registry()).declare(TOPICS);
    }

    @Test
    void shouldTakeOutWhatWasAcceptedUpToTheErasureAlsoWhereItWasWrittenLater() {
        PartitionSweep sweep = sweep(Map.of(ConsentKey.of("ada"), moments(NOON)), Instant.MIN);
        EventKey before = key("ada", "e1");
        EventKey late = key("ada", "e2");

        sweep.take(record(before, event("ada", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(8)));
        sweep.take(record(late, event("ada", "e2", NOON), NOON.plusSeconds(5)));
        sweep.take(record(key("ada", "e1"), event("ada", "e1", NOON.plusMillis(1)), NOON.plusMillis(1)));
        sweep.take(record(key("bob", "e1"), event("bob", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(8)));

        assertThat(sweep.due().keySet()).containsExactly(before, late);
        assertThat(sweep.due().values()).containsOnly(new PartitionSweep.Reason(ConsentKey.of("ada"), NOON));
    }

    @Test
    void shouldTakeOutEveryCopyOfOneEventAndNoOtherOfItsUser() {
        ConsentKey erased = ConsentKey.of("ada", "e1");
        PartitionSweep sweep = sweep(Map.of(erased, moments(NOON)), Instant.MIN);
        EventKey once = key("ada", "e1");
        EventKey again = key("ada", "e1");
        EventKey junk = key("ada", "e1");

        sweep.take(record(once, event("ada", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(9)));
        sweep.take(record(key("ada", "e2"), event("ada", "e2", NOON.minusSeconds(8)), NOON.minusSeconds(8)));
        sweep.take(record(again, event("ada", "e1", NOON.minusSeconds(7)), NOON.minusSeconds(7)));
        sweep.take(raw(junk.toString().getBytes(UTF_8), "no event".getBytes(UTF_8), NOON.minusSeconds(1)));
        sweep.take(record(EventKey.earlier("ada"), event("ada", "e1", NOON.minusSeconds(7)), NOON.minusSeconds(6)));
        sweep.take(record(EventKey.earlier("ada"), event("ada", "e3", NOON.minusSeconds(5)), NOON.minusSeconds(5)));
        sweep.take(record(key("bob", "e1"), event("bob", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(4)));
        sweep.take(record(key("ada", "e1"), event("ada", "e1", NOON.plusMillis(1)), NOON.plusMillis(1)));

        assertThat(sweep.due().keySet()).containsExactly(once, again, junk);
        assertThat(sweep.due().values()).containsOnly(new PartitionSweep.Reason(erased, NOON));
        assertThat(sweep.left(new PartitionSweep.Reason(erased, NOON)))
                .isEqualTo(new PartitionSweep.Left(1, NOON.minusSeconds(6)));
    }

    @Test
    void shouldFindNothingWhereEachRecordHasItsNull() {
        PartitionSweep sweep = sweep(Map.of(ConsentKey.of("ada"), moments(NOON)), Instant.MIN);
        EventKey once = key("ada", "e1");
        EventKey again = key("ada", "e1");

        sweep.take(record(once, event("ada", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(9)));
        sweep.take(record(again, event("ada", "e1", NOON.minusSeconds(8)), NOON.minusSeconds(8)));
        sweep.take(record(once, null, NOON.plusSeconds(60)));

        assertThat(sweep.due().keySet()).containsExactly(again);

        sweep.take(record(again, null, NOON.plusSeconds(60)));

        assertThat(sweep.due()).isEmpty();
    }

    @Test
    void shouldTakeOutWhatCannotBeReadByTheRecordsTimeAndCountWhatOnlyAgeRemoves() {
        PartitionSweep sweep = sweep(Map.of(ConsentKey.of("ada"), moments(NOON)), Instant.MIN);
        EventKey junk = key("ada", "e1");

        sweep.take(raw(junk.toString().getBytes(UTF_8), "no event".getBytes(UTF_8), NOON.minusSeconds(1)));
        sweep.take(raw(key("ada", "e2").toString().getBytes(UTF_8), "no event".getBytes(UTF_8), NOON.plusSeconds(1)));
        sweep.take(record(EventKey.earlier("ada"), event("ada", "e3", NOON.minusSeconds(7)), NOON.minusSeconds(6)));
        sweep.take(raw(null, "no event".getBytes(UTF_8), NOON.minusSeconds(1)));

        assertThat(sweep.due().keySet()).containsExactly(junk);
        assertThat(sweep.left(new PartitionSweep.Reason(ConsentKey.of("ada"), NOON)))
                .isEqualTo(new PartitionSweep.Left(1, NOON.minusSeconds(6)));
    }

    @Test
    void shouldCountEachRecordForTheErasureThatItWasBefore() {
        Instant again = NOON.plusSeconds(100);
        PartitionSweep sweep = sweep(Map.of(ConsentKey.of("ada"), moments(NOON, again)), Instant.MIN);

        sweep.take(record(key("ada", "e1"), event("ada", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(9)));
        sweep.take(record(key("ada", "e1"), event("ada", "e1", NOON.plusSeconds(9)), NOON.plusSeconds(9)));

        assertThat(sweep.due().values())
                .containsExactly(
                        new PartitionSweep.Reason(ConsentKey.of("ada"), NOON),
                        new PartitionSweep.Reason(ConsentKey.of("ada"), again));
    }

    @Test
    void shouldTakeOutWhatIsOlderThanTheRetentionAndReadNoFurther() {
        PartitionSweep sweep = sweep(Map.of(), NOON);
        EventKey old = key("bob", "e1");

        boolean more = sweep.take(record(old, event("bob", "e1", NOON.minusSeconds(9)), NOON.minusSeconds(9)));
        boolean none = sweep.take(record(key("bob", "e2"), event("bob", "e2", NOON), NOON));

        assertThat(sweep.due()).containsOnlyKeys(old);
        assertThat(List.of(more, none)).containsExactly(true, false);
    }

    private PartitionSweep sweep(Map<ConsentKey, NavigableSet<Instant>> erased, Instant expiredBefore) {
        return new PartitionSweep(serdes.readerOfAll(TOPICS.events()), erased, expiredBefore);
    }

    private static NavigableSet<Instant> moments(Instant... moments) {
        return new TreeSet<>(List.of(moments));
    }

    private EventKey key(String user, String id) {
        return EventKey.of(event(user, id, NOON));
    }

    private static BehaviorEvent event(String user, String id, Instant ingestedAt) {
        return BehaviorEvent.newBuilder()
                .setEventId(id)
                .setUser(user)
                .setTime(NOON.minusSeconds(3600))
                .setTask("movie-rating")
                .setInput(Map.of("title", "Heat"))
                .setOutput("4.0")
                .setIngestedAt(ingestedAt)
                .build();
    }

    private ConsumerRecord<byte[], byte[]> record(EventKey key, BehaviorEvent event, Instant written) {
        byte[] value = serdes.writer(TOPICS.events()).record(1, key, event).value();
        return raw(key.toString().getBytes(UTF_8), value, written);
    }

    private ConsumerRecord<byte[], byte[]> raw(byte[] key, byte[] value, Instant written) {
        return new ConsumerRecord<>(
                "events",
                0,
                offset++,
                written.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
