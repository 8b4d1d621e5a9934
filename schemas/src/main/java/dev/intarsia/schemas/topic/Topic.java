package dev.intarsia.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * One topic of the catalogue.
 *
 * @param name its name on the broker
 * @param partitions how many partitions it is created with
 * @param cleanup how it forgets
 * @param owner the only service that writes it; to {@code events} the gateway writes what users did after its answers, and the
 *     trainer takes records out; to {@code erasures} every service writes what it has done; from {@code releases} the assembler takes erased users
 * @param refusedBy the only service that brings what is wrong on the topic to the dead letters, so that a record is there
 *     once; the others that read it pass such a record over and count it
 * @param keys how keys are written and partitioned
 * @param valueType the Avro class of the values, or {@code byte[]} where they are kept as they came
 */
public record Topic<K, V>(
        String name,
        int partitions,
        Cleanup cleanup,
        Owner owner,
        Owner refusedBy,
        KeyFormat<K> keys,
        Class<V> valueType) {
    /**
     * No record is larger: a module of a 4096-wide model at rank 16 with its optimizer state is a tenth of it.
     * Producers need a {@code max.request.size} of at least {@link #MAX_REQUEST_BYTES}.
     */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /** The largest record with the headers of a dead letter. */
    public static final int MAX_REQUEST_BYTES = MAX_RECORD_BYTES + (64 << 10);

    public Topic {
        requireNonNull(name);
        requireNonNull(cleanup);
        requireNonNull(owner);
        requireNonNull(refusedBy);
        requireNonNull(keys);
        requireNonNull(valueType);
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "Topic " + name + " cannot have " + partitions + " partitions; give at least 1.");
        }
    }

    /** The registry's subject of the values. */
    public String subject() {
        return name + "-value";
    }

    /** The topic settings the broker is asked for. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(cleanup.settings());
        // A record that just fits its own topic must also fit the dead letters.
        int largest = owner == Owner.EVERY_SERVICE ? MAX_REQUEST_BYTES : MAX_RECORD_BYTES;
        settings.put("max.message.bytes", Integer.toString(largest));
        return Map.copyOf(settings);
    }

    /**
     * The partition of a key, the same for a user and for each of the user's modules.
     *
     * @param partitionCount how many partitions the topic has on the broker
     */
    public int partition(K key, int partitionCount) {
        return partition(keys.partitioningBytes().apply(key), partitionCount);
    }

    /** Where Kafka's own partitioner puts a key of these bytes. */
    static int partition(byte[] bytes, int partitionCount) {
        return Utils.toPositive(Utils.murmur2(bytes)) % partitionCount;
    }

    @Override
    public String toString() {
        return name;
    }
}
