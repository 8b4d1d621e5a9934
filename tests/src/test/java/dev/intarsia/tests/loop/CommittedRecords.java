package dev.intarsia.tests.loop;

import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/** Reads what was committed to a topic, from its beginning to what is its end now. */
final class CommittedRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerdes serdes;

    CommittedRecords(String bootstrapServers, AvroSerdes serdes) {
        this.serdes = serdes;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The values of a topic that are not tombstones, in the order of each partition. */
    <V extends SpecificRecord> List<V> of(Topic<?, V> topic, Class<V> type) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Deserializer<V> deserializer = serdes.values(topic).deserializer();
        List<V> values = new ArrayList<>();
        Awaitility.await("the end of " + topic)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                        if (record.value() != null) {
                            values.add(type.cast(deserializer.deserialize(topic.name(), record.value())));
                        }
                    });
                    return partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each));
                });
        return values;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
