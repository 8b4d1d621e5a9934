package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.registry.Contract;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.UnknownSchemaException;
import dev.intarsia.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a topic's values in Confluent's wire format (a zero byte, the schema's id, Avro's bytes), under the id the registry
 * has for this version's schema. Confluent's own serializer does the same through an encoder without a buffer.
 */
final class ContractWriter<V extends SpecificRecord> implements Serializer<V> {
    private static final int INITIAL = 4096;
    private static final int UNKNOWN = -1;

    private final Topic<?, V> topic;
    private final Registry registry;
    private final SpecificDatumWriter<V> avro;
    private volatile int schemaId = UNKNOWN;

    ContractWriter(Topic<?, V> topic, Registry registry) {
        this.topic = topic;
        this.registry = registry;
        this.avro = new SpecificDatumWriter<>(SpecificData.get().getSchema(topic.valueType()));
    }

    /** The subject is the catalogue's, also where Kafka Streams writes the value to a changelog of its own. */
    @Override
    public byte @Nullable [] serialize(String ignored, @Nullable V value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL);
        bytes.writeBytes(ByteBuffer.allocate(ContractReader.PREFIX)
                .put(ContractReader.MAGIC)
                .putInt(schemaId())
                .array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            avro.write(value, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("A value of " + topic.name() + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private int schemaId() {
        if (schemaId == UNKNOWN) {
            schemaId = registered();
        }
        return schemaId;
    }

    private int registered() {
        AvroSchema schema = new AvroSchema(Contract.of(topic).orElseThrow());
        try {
            return registry.ask("the id of " + topic.subject(), client -> client.getId(topic.subject(), schema));
        } catch (UnknownSchemaException e) {
            throw new SerializationException(
                    e.getMessage() + " This version's schema is not registered there; declare the schemas first, with"
                            + " 'intarsia topics' or SchemaBootstrap.",
                    e);
        }
    }
}
