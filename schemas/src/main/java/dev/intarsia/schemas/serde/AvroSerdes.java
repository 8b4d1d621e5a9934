package dev.intarsia.schemas.serde;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.RecordRules;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes the serdes of the catalogue's topics against one registry. What it makes is safe for use by several
 * threads, shares one cache of schemas, and takes the subject from its topic, whatever topic Kafka names, so that
 * a Kafka Streams changelog needs no schema of its own.
 */
public final class AvroSerdes implements AutoCloseable {
    private final Registry registry;

    public AvroSerdes(Registry registry) {
        this.registry = requireNonNull(registry);
        DecodingLimits.declare();
        TrustedContracts.declare();
    }

    /** Serdes against the registry at a URL; it is not asked anything yet. */
    public static AvroSerdes connect(String registryUrl) {
        return new AvroSerdes(Registry.connect(registryUrl));
    }

    public Registry registry() {
        return registry;
    }

    /**
     * For what this service wrote itself, as in state stores: reading throws
     * {@link UnreadableRecordException} for bytes that are no such value.
     */
    public <V extends SpecificRecord> Serde<V> values(Topic<?, V> topic) {
        Deserializer<ReadResult<V>> reader = new ContractReader<>(topic, registry);
        return Serdes.serdeFrom(
                new ContractWriter<>(topic, registry), (name, bytes) -> strict(reader.deserialize(name, bytes)));
    }

    /** For what others wrote: reading yields a {@link ReadResult}, writing gives back what was read. */
    public <V extends SpecificRecord> Serde<ReadResult<V>> readings(Topic<?, V> topic) {
        ContractWriter<V> writer = new ContractWriter<>(topic, registry);
        Serializer<ReadResult<V>> back = (name, result) -> {
            if (result instanceof ReadResult.Value<V> read) {
                return writer.serialize(name, read.value());
            }
            return result instanceof ReadResult.Unreadable<V> bad ? bad.bytes() : null;
        };
        return Serdes.serdeFrom(back, new ContractReader<>(topic, registry));
    }

    /**
     * Reads whole records of a topic that keep its rules and are where their key belongs.
     *
     * @param topic with as many partitions as it has on the broker
     */
    public <K, V extends SpecificRecord> TopicReader<K, V> reader(Topic<K, V> topic) {
        return new TopicReader<>(topic, new ContractReader<>(topic, registry), RecordRules.of(topic));
    }

    /** Reads whole records of a topic wherever they lie and whatever they say, for who judges them by other rules. */
    public <K, V extends SpecificRecord> TopicReader<K, V> readerOfAll(Topic<K, V> topic) {
        return new TopicReader<>(topic, new ContractReader<>(topic, registry), null);
    }

    /** Makes whole records for a topic. */
    public <K, V extends SpecificRecord> TopicWriter<K, V> writer(Topic<K, V> topic) {
        return new TopicWriter<>(topic, new ContractWriter<>(topic, registry));
    }

    private static <V> V strict(ReadResult<V> result) {
        if (result instanceof ReadResult.Unreadable<V> bad) {
            throw bad.cause();
        }
        return result instanceof ReadResult.Value<V> read ? read.value() : nothing();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <V> V nothing() {
        return null;
    }

    @Override
    public void close() {
        registry.close();
    }
}
