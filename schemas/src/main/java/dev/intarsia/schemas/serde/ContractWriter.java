package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.registry.Contract;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.UnknownSchemaException;
import dev.intarsia.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a topic's values in Confluent's wire format, under the id the registry has for this version's schema. */
final class ContractWriter<V extends SpecificRecord> implements Serializer<V> {
    private final Topic<?, V> topic;
    private final Registry registry;
    private final KafkaAvroSerializer avro;
    private volatile boolean registered;

    ContractWriter(Topic<?, V> topic, Registry registry) {
        this.topic = topic;
        this.registry = registry;
        this.avro = new KafkaAvroSerializer(
                registry.client(),
                Map.of(
                        "schema.registry.url", registry.url(),
                        "auto.register.schemas", false,
                        "use.latest.version", false,
                        "avro.remove.java.properties", true));
    }

    /** The subject is the catalogue's, also where Kafka Streams writes the value to a changelog of its own. */
    @Override
    public byte @Nullable [] serialize(String ignored, @Nullable V value) {
        if (value == null) {
            return null;
        }
        requireRegistered();
        return avro.serialize(topic.name(), value);
    }

    private void requireRegistered() {
        if (registered) {
            return;
        }
        AvroSchema schema = new AvroSchema(Contract.of(topic).orElseThrow());
        try {
            registry.ask("the id of " + topic.subject(), client -> client.getId(topic.subject(), schema));
        } catch (UnknownSchemaException e) {
            throw new SerializationException(
                    e.getMessage() + " This version's schema is not registered there; declare the schemas first, with"
                            + " 'intarsia topics' or SchemaBootstrap.",
                    e);
        }
        registered = true;
    }
}
