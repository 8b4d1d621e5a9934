package dev.intarsia.gateway;

import dev.intarsia.gateway.feedback.EventWriter;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Stands where the broker's network begins: Kafka's own recording producer, which acknowledges every record. */
final class RecordedEvents {
    private final AvroSerdes serdes;
    private final Topics topics;
    private final MockProducer<byte[], byte[]> producer;

    RecordedEvents(AvroSerdes serdes, Topics topics) {
        this.serdes = serdes;
        this.topics = topics;
        Node node = new Node(0, "localhost", 9092);
        Node[] replicas = {node};
        PartitionInfo partition = new PartitionInfo(topics.events().name(), 0, node, replicas, replicas);
        producer = new MockProducer<>(
                new Cluster("recorded", List.of(node), List.of(partition), Set.of(), Set.of()),
                true,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    EventWriter writer() {
        return new EventWriter(producer, serdes, topics);
    }

    /** Whether the broker takes nothing from now on. */
    void refuse(boolean now) {
        producer.sendException = now ? new TimeoutException("The test's broker takes nothing.") : null;
    }

    List<EventKey> keys() {
        return producer.history().stream()
                .map(record -> topics.events().keys().serde().deserializer().deserialize(record.topic(), record.key()))
                .toList();
    }

    List<BehaviorEvent> values() {
        Deserializer<BehaviorEvent> reader = serdes.values(topics.events()).deserializer();
        return producer.history().stream()
                .map(record -> reader.deserialize(record.topic(), record.value()))
                .toList();
    }
}
