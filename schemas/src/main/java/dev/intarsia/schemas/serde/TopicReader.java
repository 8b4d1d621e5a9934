package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records of one topic from a consumer of bytes, so that the original bytes are at hand for the dead
 * letters.
 */
public final class TopicReader<K, V> {
    private final Topic<K, V> topic;
    private final Deserializer<ReadResult<V>> values;

    TopicReader(Topic<K, V> topic, Deserializer<ReadResult<V>> values) {
        this.topic = topic;
        this.values = values;
    }

    public Topic<K, V> topic() {
        return topic;
    }

    /**
     * The value of a record; unreadable also where the key is missing or is none of this topic.
     *
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out; the
     *     record must be read again
     */
    public ReadResult<V> read(ConsumerRecord<byte[], byte[]> record) {
        if (keyOrNull(record) == null) {
            byte[] bytes = record.value() == null ? new byte[0] : record.value();
            return new ReadResult.Unreadable<>(
                    bytes,
                    new UnreadableRecordException(
                            "A record of " + topic.name() + " has "
                                    + (record.key() == null
                                            ? "no key"
                                            : "a key that is no "
                                                    + topic.keys().type().getSimpleName()),
                            null));
        }
        return values.deserialize(record.topic(), record.value());
    }

    /**
     * The key of a record that {@link #read} did not find unreadable.
     *
     * @throws UnreadableRecordException where it is missing or is none of this topic
     */
    public K key(ConsumerRecord<byte[], byte[]> record) {
        K key = keyOrNull(record);
        if (key == null) {
            throw new UnreadableRecordException("A record of " + topic.name() + " has no readable key", null);
        }
        return key;
    }

    @SuppressWarnings("NullAway") // Deserializers of keys give null for null and for malformed bytes.
    private K keyOrNull(ConsumerRecord<byte[], byte[]> record) {
        return topic.keys().serde().deserializer().deserialize(record.topic(), record.key());
    }
}
