package dev.intarsia.tests.assembler;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.TestCluster;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plays the trainer and reads what the assembler answers. Sketches have 8 numbers. */
final class SignatureStream implements AutoCloseable {
    static final int SKETCH = 8;
    static final String BASE = "base-model";

    private final Topics topics;
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Assignment> assignments = new ArrayList<>();

    SignatureStream(TestCluster cluster, Topics topics) {
        this.topics = topics;
        this.serdes = AvroSerdes.connect(cluster.registryUrl());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "group.id",
                        topics.assignments().name(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.assignments().name()));
    }

    void piece(String sharer) throws Exception {
        piece(sharer, 1, vector(sharer.hashCode() + 1));
    }

    void piece(String sharer, long version, float[] gate) throws Exception {
        ByteBuffer numbers = LittleEndianFloats.encode(gate);
        String pieceDigest = PieceDigest.of(vector(sharer.hashCode() + version), new float[0]);
        Gate record = Gate.newBuilder()
                .setSharer(sharer)
                .setModule("0.q")
                .setVersion(version)
                .setBaseModel(BASE)
                .setKind(GateKind.GRADIENT)
                .setGate(numbers)
                .setEvents(8 * version)
                .setLastIngestedAt(Instant.EPOCH)
                .setPieceDigest(pieceDigest)
                .setDigest(PieceDigest.ofGate(pieceDigest, numbers))
                .build();
        send(topics.gates(), new ModuleKey(sharer, "0.q"), record);
        flush();
    }

    void withdraw(String sharer) throws Exception {
        send(topics.gates(), new ModuleKey(sharer, "0.q"), null);
    }

    /** Sends the n-th signature of a user; the same n is the same event. */
    void signature(String user, int n) throws Exception {
        signature(user, n, Instant.now());
    }

    void signature(String user, int n, Instant ingestedAt) throws Exception {
        send(
                topics.signatures(),
                user,
                EventSignature.newBuilder()
                        .setUser(user)
                        .setEventId("e" + n)
                        .setEventTime(Instant.EPOCH)
                        .setIngestedAt(ingestedAt)
                        .setTask("movie-rating")
                        .setBaseModel(BASE)
                        .setBaseLoss(2)
                        .setOwnLoss(null)
                        .setOwnVersion(0)
                        .setModules(List.of(new ModuleSignature("0.q", LittleEndianFloats.encode(vector(n)))))
                        .build());
    }

    /** Sends an erasure of the moment given, whenever it is sent. */
    void erase(String user, Instant moment) throws Exception {
        ProducerRecord<byte[], byte[]> erasure =
                serdes.writer(topics.consents()).record(topics.consents().partitions(), ConsentKey.of(user), null);
        producer.send(new ProducerRecord<>(
                        erasure.topic(), erasure.partition(), moment.toEpochMilli(), erasure.key(), erasure.value()))
                .get(10, SECONDS);
    }

    void flush() {
        producer.flush();
    }

    private <K, V extends SpecificRecord> void send(Topic<K, V> topic, K key, @Nullable V value) throws Exception {
        producer.send(serdes.writer(topic).record(topic.partitions(), key, value))
                .get(10, SECONDS);
    }

    static float[] vector(long seed) {
        Random random = new Random(seed);
        float[] vector = new float[SKETCH];
        for (int i = 0; i < SKETCH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** All assignments read so far, in order. */
    List<Assignment> assignments() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (serdes.reader(topics.assignments()).read(record) instanceof ReadResult.Value<Assignment> read) {
                assignments.add(read.value());
            }
        }
        return List.copyOf(assignments);
    }

    /** The assignments of one user read so far, in order. */
    List<Assignment> assignments(String user) {
        return assignments().stream()
                .filter(assignment -> assignment.getUser().equals(user))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        serdes.close();
    }
}
