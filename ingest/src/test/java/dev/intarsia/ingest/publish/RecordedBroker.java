package dev.intarsia.ingest.publish;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Stands where the broker's network begins: Kafka's own recording producer, and a registry in memory. */
public final class RecordedBroker implements AutoCloseable {
    public static final Topics TOPICS = Topics.of("", 4);

    private final AvroSerdes serdes;
    private final MockProducer<byte[], byte[]> producer;

    /** @param acknowledging whether every record is acknowledged at once */
    public RecordedBroker(boolean acknowledging) {
        Registry registry = new Registry(
                new MockSchemaRegistryClient(),
                "mock://ingest",
                new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)));
        new SchemaBootstrap(registry).declare(TOPICS);
        serdes = new AvroSerdes(registry);
        producer = new MockProducer<>(
                cluster(),
                acknowledging,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Cluster cluster() {
        Node node = new Node(0, "localhost", 9092);
        Node[] replicas = {node};
        List<PartitionInfo> partitions = TOPICS.all().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(i -> new PartitionInfo(topic.name(), i, node, replicas, replicas)))
                .toList();
        return new Cluster("recorded", List.of(node), partitions, Set.of(), Set.of());
    }

    public Publisher publisher(int capacity) {
        return new Publisher(producer, serdes, TOPICS, capacity);
    }

    public MockProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** Every event so far, in the order of sending. */
    public List<BehaviorEvent> events() {
        return values(TOPICS.events());
    }

    /** Every consent so far; null for an erasure. */
    public List<SharingConsent> consents() {
        return values(TOPICS.consents());
    }

    private <V extends SpecificRecord> List<V> values(Topic<?, V> topic) {
        Deserializer<V> reader = serdes.values(topic).deserializer();
        return records(topic)
                .map(record -> reader.deserialize("", record.value()))
                .collect(Collectors.toList());
    }

    public Stream<ProducerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        return producer.history().stream().filter(record -> Objects.equals(record.topic(), topic.name()));
    }

    @Override
    public void close() {
        serdes.close();
    }
}
