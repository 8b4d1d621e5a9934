package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.ContractLimits;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RecordRules;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one topic from a consumer of bytes, so that the original bytes are at hand for the dead letters. Only
 * what is on its key's partition and keeps the topic's rules is read.
 */
public final class TopicReader<K, V> {
    private static final byte[] NOTHING = {};

    private final Topic<K, V> topic;
    private final Deserializer<ReadResult<V>> values;
    private final @Nullable RecordRules<K, V> rules;

    /** @param rules of the topic; null where records count wherever they lie and whatever they say */
    TopicReader(Topic<K, V> topic, Deserializer<ReadResult<V>> values, @Nullable RecordRules<K, V> rules) {
        this.topic = topic;
        this.values = values;
        this.rules = rules;
    }

    /** The topic, with as many partitions as it has on the broker. */
    public Topic<K, V> topic() {
        return topic;
    }

    /**
     * The value of a record; unreadable also where the key is missing or is none of this topic, the partition is not the
     * key's, or a rule of the topic is broken.
     *
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out; the
     *     record must be read again
     */
    public ReadResult<V> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            K key = key(record);
            return rules == null ? values.deserialize(record.topic(), record.value()) : checked(record, key, rules);
        } catch (InvalidRecordException e) {
            return unreadable(
                    record,
                    new UnreadableRecordException("A record of " + topic.name() + " is invalid. " + e.getMessage(), e));
        } catch (UnreadableRecordException e) {
            return unreadable(record, e);
        }
    }

    private ReadResult<V> checked(ConsumerRecord<byte[], byte[]> record, K key, RecordRules<K, V> checks) {
        requirePlace(record, key);
        RecordRules.checkKey(key);
        requireSize(record.value());
        ReadResult<V> read = values.deserialize(record.topic(), record.value());
        if (read instanceof ReadResult.Value<V> value) {
            checks.check(key, value.value(), written(record));
        } else if (read instanceof ReadResult.Tombstone<V>) {
            checks.checkTombstone(key, written(record));
        }
        return read;
    }

    private ReadResult<V> unreadable(ConsumerRecord<byte[], byte[]> record, UnreadableRecordException cause) {
        return new ReadResult.Unreadable<>(record.value() == null ? NOTHING : record.value(), cause);
    }

    private void requirePlace(ConsumerRecord<byte[], byte[]> record, K key) {
        int expected = topic.partition(key, topic.partitions());
        if (record.partition() != expected) {
            throw new MisplacedRecordException(topic, record.partition(), expected);
        }
    }

    private void requireSize(byte @Nullable [] value) {
        if (value != null && value.length > ContractLimits.LARGEST_VALUE) {
            throw new UnreadableRecordException(
                    "A value of " + topic.name() + " has " + value.length + " bytes, where "
                            + ContractLimits.LARGEST_VALUE + " are the most",
                    null);
        }
    }

    /** A record without a time of its own can only be measured by the clock. */
    private static Instant written(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 ? Instant.now() : Instant.ofEpochMilli(record.timestamp());
    }

    /**
     * The key of a record that {@link #read} did not find unreadable.
     *
     * @throws UnreadableRecordException where it is missing or is none of this topic
     */
    public K key(ConsumerRecord<byte[], byte[]> record) {
        K key = keyOrNull(record);
        if (key == null) {
            throw new UnreadableRecordException(
                    "A record of " + topic.name() + " has "
                            + (record.key() == null
                                    ? "no key"
                                    : "a key that is no " + topic.keys().type().getSimpleName()),
                    null);
        }
        byte[] written = topic.keys().serde().serializer().serialize(record.topic(), key);
        if (!Arrays.equals(written, record.key())) {
            throw new UnreadableRecordException("A record of " + topic.name() + " has a key that is not UTF-8", null);
        }
        return key;
    }

    @SuppressWarnings("NullAway") // Deserializers of keys give null for null and for malformed bytes.
    private @Nullable K keyOrNull(ConsumerRecord<byte[], byte[]> record) {
        return topic.keys().serde().deserializer().deserialize(record.topic(), record.key());
    }
}
