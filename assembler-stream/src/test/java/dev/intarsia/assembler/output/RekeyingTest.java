package dev.intarsia.assembler.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.streams.SourceRecord;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RekeyingTest {
    private static final Topics TOPICS = Topics.of("", 2);
    private static final int ELSEWHERE = 1 - TOPICS.signatures().partition("ada", 2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Registry registry =
            new Registry(new MockSchemaRegistryClient(), "mock://rekeying", RetryPolicy.DEFAULT);

    @AutoClose
    private final AvroSerdes serdes = new AvroSerdes(registry);

    RekeyingTest() {
        new SchemaBootstrap(registry).declare(TOPICS);
    }

    @Test
    void shouldBringAnErasureToItsUsersPartitionWithItsOwnTime() {
        Optional<Record<byte[], Output>> rekeyed = rekeyed(record(ELSEWHERE, null));

        assertThat(rekeyed).hasValueSatisfying(record -> {
            assertThat(record.key()).isEqualTo("ada".getBytes(UTF_8));
            assertThat(record.value()).isEqualTo(new Output.Rekeyed(null));
            assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
            assertThat(new String(record.headers().lastHeader(Rekeying.HEADER).value(), UTF_8))
                    .isEqualTo("consents/" + ELSEWHERE + "/7");
        });
    }

    @Test
    void shouldBringAWithdrawalButNoGrant() {
        assertThat(rekeyed(record(ELSEWHERE, consent(false)))).isPresent();
        assertThat(rekeyed(record(ELSEWHERE, consent(true)))).isEmpty();
    }

    @Test
    void shouldBringNothingTwice() {
        SourceRecord record = record(ELSEWHERE, null);
        record.content().headers().add(Rekeying.HEADER, "consents/0/3".getBytes(UTF_8));

        assertThat(rekeyed(record)).isEmpty();
    }

    @Test
    void shouldBringNothingThatIsInItsPlaceOrCannotBeRead() {
        assertThat(rekeyed(record(1 - ELSEWHERE, new byte[] {1}))).isEmpty();
        assertThat(rekeyed(record(ELSEWHERE, new byte[] {1}))).isEmpty();
    }

    private Optional<Record<byte[], Output>> rekeyed(SourceRecord record) {
        var read = (ReadResult.Unreadable<SharingConsent>) record.read(serdes.reader(TOPICS.consents()));
        return new Rekeying(serdes.readerOfAll(TOPICS.consents())).of(record, read.cause());
    }

    private byte[] consent(boolean granted) {
        return serdes.writer(TOPICS.consents())
                .record(2, ConsentKey.of("ada"), new SharingConsent("ada", granted, 1.0, NOON))
                .value();
    }

    private static SourceRecord record(int partition, byte[] value) {
        return new SourceRecord(
                "consents",
                partition,
                7,
                new Record<>("ada".getBytes(UTF_8), value, NOON.toEpochMilli(), new RecordHeaders()));
    }
}
