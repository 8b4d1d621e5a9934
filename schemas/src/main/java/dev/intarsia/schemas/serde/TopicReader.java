package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.ContractLimits;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RecordRules;
import dev.intarsia.schemas.validation.RefusalReason;
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

    /** The value of a record, as {@link #read(int, long, byte[], byte[])} has it. */
    public ReadResult<V> read(ConsumerRecord<byte[], byte[]> record) {
        return read(record.partition(), record.timestamp(), record.key(), record.value());
    }

    /**
     * The value of a record; unreadable also where the key is missing or is none of this topic, the partition is not the
     * key's, or a rule of the topic is broken.
     *
     * @param timestamp of the record, in milliseconds since 1970; negative where it has none
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out; the
     *     record must be read again
     */
    public ReadResult<V> read(int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            K whose = key(key);
            return rules == null ? deserialized(value) : checked(partition, timestamp, whose, value, rules);
        } catch (InvalidRecordException e) {
            return unreadable(
                    value,
                    new UnreadableRecordException(
                            e.reason(), "A record of " + topic.name() + " is invalid. " + e.getMessage(), e));
        } catch (UnreadableRecordException e) {
            return unreadable(value, e);
        }
    }

    /**
     * The value in bytes that {@link #read} has found to be one before.
     *
     * @throws UnreadableRecordException where they are none, or none any more
     */
    public V value(byte[] bytes) {
        ReadResult<V> read = deserialized(bytes);
        if (read instanceof ReadResult.Value<V> present) {
            return present.value();
        }
        throw read instanceof ReadResult.Unreadable<V> unreadable
                ? unreadable.cause()
                : new UnreadableRecordException(
                        RefusalReason.NO_VALUE, "A value of " + topic.name() + " is empty", null);
    }

    private ReadResult<V> checked(
            int partition, long timestamp, K key, byte @Nullable [] value, RecordRules<K, V> checks) {
        requirePlace(partition, key);
        RecordRules.checkKey(key);
        requireSize(value);
        ReadResult<V> read = deserialized(value);
        if (read instanceof ReadResult.Value<V> present) {
            checks.check(key, present.value(), written(timestamp));
        } else if (read instanceof ReadResult.Tombstone<V>) {
            checks.checkTombstone(key, written(timestamp));
        }
        return read;
    }

    @SuppressWarnings("NullAway") // Kafka's own signatures do not say that a value may be null.
    private ReadResult<V> deserialized(byte @Nullable [] value) {
        return values.deserialize(topic.name(), value);
    }

    private ReadResult<V> unreadable(byte @Nullable [] value, UnreadableRecordException cause) {
        return new ReadResult.Unreadable<>(value == null ? NOTHING : value, cause);
    }

    private void requirePlace(int partition, K key) {
        int expected = topic.partition(key, topic.partitions());
        if (partition != expected) {
            throw new MisplacedRecordException(topic, partition, expected);
        }
    }

    private void requireSize(byte @Nullable [] value) {
        if (value != null && value.length > ContractLimits.LARGEST_VALUE) {
            throw new UnreadableRecordException(
                    RefusalReason.TOO_LARGE,
                    "A value of " + topic.name() + " has " + value.length + " bytes, where "
                            + ContractLimits.LARGEST_VALUE + " are the most",
                    null);
        }
    }

    /** A record without a time of its own can only be measured by the clock. */
    private static Instant written(long timestamp) {
        return timestamp < 0 ? Instant.now() : Instant.ofEpochMilli(timestamp);
    }

    /** The key of a record, as {@link #key(byte[])} has it. */
    public K key(ConsumerRecord<byte[], byte[]> record) {
        return key(record.key());
    }

    /**
     * The key of a record that {@link #read} did not find unreadable.
     *
     * @throws UnreadableRecordException where it is missing or is none of this topic
     */
    public K key(byte @Nullable [] bytes) {
        K key = keyOrNull(bytes);
        if (key == null) {
            throw new UnreadableRecordException(
                    RefusalReason.KEY,
                    "A record of " + topic.name() + " has "
                            + (bytes == null
                                    ? "no key"
                                    : "a key that is no " + topic.keys().type().getSimpleName()),
                    null);
        }
        byte[] written = topic.keys().serde().serializer().serialize(topic.name(), key);
        if (!Arrays.equals(written, bytes)) {
            throw new UnreadableRecordException(
                    RefusalReason.KEY, "A record of " + topic.name() + " has a key that is not UTF-8", null);
        }
        return key;
    }

    @SuppressWarnings("NullAway") // Deserializers of keys give null for null and for malformed bytes.
    private @Nullable K keyOrNull(byte @Nullable [] bytes) {
        return topic.keys().serde().deserializer().deserialize(topic.name(), bytes);
    }
}
