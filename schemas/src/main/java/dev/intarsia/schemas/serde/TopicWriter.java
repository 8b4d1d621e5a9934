package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of one topic for a producer of bytes, which can then write all topics in one transaction. The
 * partition is set, since such a producer no longer sees whose record it is.
 */
public final class TopicWriter<K, V> {
    private final Topic<K, V> topic;
    private final Serializer<V> values;

    TopicWriter(Topic<K, V> topic, Serializer<V> values) {
        this.topic = topic;
        this.values = values;
    }

    public Topic<K, V> topic() {
        return topic;
    }

    /**
     * A record for the key's partition.
     *
     * @param partitionCount how many partitions the topic has on the broker
     * @param value null to erase
     * @throws org.apache.kafka.common.errors.SerializationException where this version's schema is not
     *     registered
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out
     */
    @SuppressWarnings("NullAway") // Kafka's own signatures do not say that a value may be null.
    public ProducerRecord<byte[], byte[]> record(int partitionCount, K key, @Nullable V value) {
        return new ProducerRecord<>(
                topic.name(),
                topic.partition(key, partitionCount),
                topic.keys().serde().serializer().serialize(topic.name(), key),
                values.serialize(topic.name(), value));
    }
}
