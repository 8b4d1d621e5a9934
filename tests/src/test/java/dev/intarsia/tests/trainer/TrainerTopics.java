package dev.intarsia.tests.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.DriftReport;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.tests.topic.TopicContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what a trainer reads and reads what it wrote, committed records only. */
final class TrainerTopics implements AutoCloseable {
    private final String bootstrapServers;
    private final Topics topics;
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;

    TrainerTopics(String bootstrapServers, String registryUrl, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        serdes = AvroSerdes.connect(registryUrl);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static BehaviorEvent event(String user, int number, String rating) {
        return BehaviorEvent.newBuilder()
                .setEventId("e" + number)
                .setUser(user)
                .setTime(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number))
                .setTask("movie-rating")
                .setInput(Map.of("title", "Film " + number))
                .setOutput(rating)
                .setIngestedAt(Instant.now())
                .build();
    }

    void send(BehaviorEvent event) {
        send(topics.events(), EventKey.of(event), event);
    }

    void sendBytes(String user, byte[] value) {
        producer.send(new ProducerRecord<>(
                topics.events().name(),
                topics.signatures().partition(user, topics.events().partitions()),
                user.getBytes(UTF_8),
                value));
        producer.flush();
    }

    void consent(String user, double ratio) {
        send(topics.consents(), ConsentKey.of(user), new SharingConsent(user, true, ratio, Instant.now()));
    }

    void erase(String user) {
        send(topics.consents(), ConsentKey.of(user), null);
    }

    void erase(String user, String eventId) {
        send(topics.consents(), ConsentKey.of(user, eventId), null);
    }

    void elect(String user) {
        send(topics.roster(), user, new RosterEntry(user, 0, 1.0, 10L, Instant.now(), "", 0.0, false));
    }

    void dismiss(String user) {
        send(topics.roster(), user, null);
    }

    /** As somebody other than the trainer would, or a trainer that is wrong. */
    void forge(EventSignature signature) {
        send(topics.signatures(), signature.getUser(), signature);
    }

    void forge(AdapterModule module) {
        send(topics.adapters(), new ModuleKey(module.getUser(), module.getModule()), module);
    }

    /** As the assembler does. */
    void assign(Assignment assignment) {
        send(topics.assignments(), assignment.getUser(), assignment);
    }

    /** Takes a transactional id away from whoever has it. */
    void fence(String transactionalId) {
        try (KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            other.initTransactions();
        }
    }

    private <K, V extends SpecificRecord> void send(Topic<K, V> topic, K key, @Nullable V value) {
        producer.send(serdes.writer(topic).record(topic.partitions(), key, value));
        producer.flush();
    }

    List<EventSignature> signatures() {
        List<EventSignature> all = new ArrayList<>();
        records(topics.signatures()).forEach(record -> {
            if (serdes.reader(topics.signatures()).read(record) instanceof ReadResult.Value<EventSignature> read) {
                all.add(read.value());
            }
        });
        return all;
    }

    /** What trainers say that they have removed. */
    List<ErasureProgress> erasures() {
        List<ErasureProgress> all = new ArrayList<>();
        records(topics.erasures()).forEach(record -> {
            if (serdes.reader(topics.erasures()).read(record) instanceof ReadResult.Value<ErasureProgress> read) {
                all.add(read.value());
            }
        });
        return all;
    }

    /** By user/module what stands; every record of {@code adapters} that ever was, in {@code ever}. */
    Map<String, AdapterModule> adapters(List<AdapterModule> ever) {
        return standing(topics.adapters(), ever);
    }

    Map<String, AdapterModule> adapters() {
        return standing(topics.adapters(), new ArrayList<>());
    }

    /** By user. */
    Map<String, DriftReport> drifts() {
        return standing(topics.drifts(), new ArrayList<>());
    }

    Map<String, Piece> pieces() {
        return standing(topics.pieces(), new ArrayList<>());
    }

    Map<String, Gate> gates() {
        return standing(topics.gates(), new ArrayList<>());
    }

    /** Leaves a piece without its gate, as one is that was written before gates had a topic. */
    void deleteGate(String piece) {
        int slash = piece.indexOf('/');
        ModuleKey key = new ModuleKey(piece.substring(0, slash), piece.substring(slash + 1));
        send(topics.gates(), key, null);
    }

    /** By user/module why the piece was withdrawn last. */
    Map<String, WithdrawalReason> withdrawals() {
        return withdrawals(topics.pieces());
    }

    /** The same of its gate. */
    Map<String, WithdrawalReason> gateWithdrawals() {
        return withdrawals(topics.gates());
    }

    private Map<String, WithdrawalReason> withdrawals(Topic<ModuleKey, ?> topic) {
        Map<String, WithdrawalReason> reasons = new TreeMap<>();
        records(topic).stream()
                .filter(record -> record.value() == null)
                .forEach(record -> reasons.put(
                        topic.keys()
                                .serde()
                                .deserializer()
                                .deserialize(topic.name(), record.key())
                                .toString(),
                        WithdrawalReason.read(record.headers()).orElseThrow()));
        return reasons;
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records(topics.deadLetters());
    }

    private <K, V extends SpecificRecord> Map<String, V> standing(Topic<K, V> topic, List<V> ever) {
        Map<String, V> standing = new TreeMap<>();
        records(topic).forEach(record -> {
            String key = serdes.reader(topic).key(record).toString();
            if (serdes.reader(topic).read(record) instanceof ReadResult.Value<V> read) {
                ever.add(read.value());
                standing.put(key, read.value());
            } else {
                standing.remove(key);
            }
        });
        return standing;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        return TopicContents.of(bootstrapServers, topic.name());
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
