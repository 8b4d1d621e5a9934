package dev.intarsia.tests.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.deadletter.DeadLetters;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.stack.quarantine.QuarantineEntry;
import dev.intarsia.stack.quarantine.QuarantineReading;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which refused records the quarantine shows, and until when. */
@LocalClusterTest
class RefusedRecordsIT {
    private final Topics topics;
    private final String bootstrapServers;

    @AutoClose
    private final AvroSerdes serdes;

    @AutoClose
    private final KafkaProducer<byte[], byte[]> producer;

    private final DeadLetters letters;

    RefusedRecordsIT(TestCluster cluster) {
        topics = cluster.moreTopics(2);
        bootstrapServers = cluster.bootstrapServers();
        serdes = AvroSerdes.connect(cluster.registryUrl());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        letters = new DeadLetters(producer, topics.deadLetters(), "assembler-stream");
    }

    @Test
    void shouldShowARefusedRecordUntilAGoodOneComesUnderItsKey() throws Exception {
        refuse(topics.gates(), new ModuleKey("sam", "0.q"), RefusalReason.DIGEST);
        refuse(topics.gates(), new ModuleKey("sam", "0.v"), RefusalReason.DIGEST);
        refuse(topics.gates(), new ModuleKey("sue", "0.q"), RefusalReason.NOT_FINITE);

        List<QuarantineEntry> listed = listed();

        assertThat(listed).extracting(QuarantineEntry::user).containsExactlyInAnyOrder("sam", "sue");
        assertThat(listed)
                .filteredOn(entry -> entry.user().equals("sam"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.what()).isEqualTo(QuarantineEntry.RECORD);
                    assertThat(entry.reason()).isEqualTo("digest");
                    assertThat(entry.detail())
                            .startsWith(topics.gates().name() + " partition ")
                            .contains("and 1 more");
                    assertThat(entry.detail()).contains("refused by assembler-stream: odd");
                    assertThat(entry.end()).contains("a good record under the same key");
                });

        good("sam", "0.q");
        good("sam", "0.v");

        assertThat(listed()).extracting(QuarantineEntry::user).containsExactly("sue");
    }

    @Test
    void shouldShowNoRefusedSignatureOfAnErasedUserAndNoRefusedEvent() throws Exception {
        refuse(topics.signatures(), "ada", RefusalReason.BASE_MODEL);
        refuse(topics.signatures(), "eve", RefusalReason.BASE_MODEL);
        letters.send(
                        new ConsumerRecord<>(topics.events().name(), 0, 0, "ada".getBytes(UTF_8), new byte[] {1}),
                        new RecordRefusal(RefusalReason.UNREADABLE, "odd"))
                .get();
        assertThat(listed()).extracting(QuarantineEntry::user).containsExactlyInAnyOrder("ada", "eve");

        producer.send(serdes.writer(topics.consents())
                        .record(topics.consents().partitions(), ConsentKey.of("eve"), null))
                .get();

        assertThat(listed()).singleElement().satisfies(entry -> {
            assertThat(entry.user()).isEqualTo("ada");
            assertThat(entry.reason()).isEqualTo("base-model");
            assertThat(entry.end()).contains("not counted");
        });
    }

    private <K> void refuse(Topic<K, ?> topic, K key, RefusalReason reason) throws Exception {
        byte[] bytes = topic.keys().bytes(key);
        int partition = topic.partition(key, topic.partitions());
        RecordMetadata at = producer.send(new ProducerRecord<>(topic.name(), partition, bytes, new byte[] {1}))
                .get();
        letters.send(
                        new ConsumerRecord<>(topic.name(), partition, at.offset(), bytes, new byte[] {1}),
                        new RecordRefusal(reason, "odd"))
                .get();
    }

    private void good(String sharer, String module) throws Exception {
        float[] numbers = {1, 2};
        String piece = PieceDigest.of(numbers, new float[0]);
        Gate gate = Gate.newBuilder()
                .setSharer(sharer)
                .setModule(module)
                .setVersion(2)
                .setBaseModel("base")
                .setKind(GateKind.GRADIENT)
                .setGate(LittleEndianFloats.encode(numbers))
                .setEvents(8)
                .setLastIngestedAt(Instant.now())
                .setPieceDigest(piece)
                .setDigest(PieceDigest.ofGate(piece, LittleEndianFloats.encode(numbers)))
                .build();
        producer.send(serdes.writer(topics.gates())
                        .record(topics.gates().partitions(), new ModuleKey(sharer, module), gate))
                .get();
    }

    private List<QuarantineEntry> listed() throws IOException {
        return QuarantineReading.read(bootstrapServers, serdes, topics);
    }
}
