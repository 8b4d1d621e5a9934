package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.UnknownSchemaException;
import dev.intarsia.schemas.topic.Topic;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic's values, whichever registered version of the contract they were written with. */
final class ContractReader<V extends SpecificRecord> implements Deserializer<ReadResult<V>> {
    static final byte MAGIC = 0;
    /** How many bytes are before Avro's: {@link #MAGIC} and the schema's id. */
    static final int PREFIX = 1 + Integer.BYTES;

    private final Topic<?, V> topic;
    private final Registry registry;
    private final Schema contract;
    private final KafkaAvroDeserializer avro;

    ContractReader(Topic<?, V> topic, Registry registry) {
        this.topic = topic;
        this.registry = registry;
        this.contract = SpecificData.get().getSchema(topic.valueType());
        this.avro = new KafkaAvroDeserializer(
                registry.client(), Map.of("schema.registry.url", registry.url(), "specific.avro.reader", true));
    }

    @Override
    public ReadResult<V> deserialize(String ignored, byte @Nullable [] bytes) {
        if (bytes == null) {
            return new ReadResult.Tombstone<>();
        }
        if (bytes.length < PREFIX || bytes[0] != MAGIC) {
            return unreadable(bytes, "is not in the registry's wire format: a zero byte and a schema id", null);
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        try {
            // Asked for itself, so that an outage can never be taken for a fault of the record.
            registry.ask("schema id " + id, client -> client.getSchemaBySubjectAndId(topic.subject(), id));
        } catch (UnknownSchemaException e) {
            return unreadable(bytes, "was written with schema id " + id + ", which the registry does not know", e);
        }
        try {
            return new ReadResult.Value<>(topic.valueType().cast(avro.deserialize(topic.name(), bytes, contract)));
        } catch (RuntimeException e) {
            return unreadable(
                    bytes,
                    "cannot be read as " + contract.getName() + " from schema id " + id + ": " + rootMessage(e),
                    e);
        }
    }

    private ReadResult<V> unreadable(byte[] bytes, String problem, @Nullable Throwable cause) {
        return new ReadResult.Unreadable<>(
                bytes, new UnreadableRecordException("A value of " + topic.name() + " " + problem, cause));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
