package dev.intarsia.schemas.registry;

import dev.intarsia.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The Avro schemas behind the topics' values, as the registry holds them: without what only Java needs. */
public final class Contract {
    private Contract() {}

    /** The schema of a topic's values, or nothing where they are bytes as they came. */
    public static Optional<Schema> of(Topic<?, ?> topic) {
        return SpecificRecord.class.isAssignableFrom(topic.valueType())
                ? Optional.of(schema(topic.valueType()))
                : Optional.empty();
    }

    private static Schema schema(Class<?> type) {
        Object blank = SpecificData.newInstance(type, SpecificData.get().getSchema(type));
        return AvroSchemaUtils.getSchema(blank, false, false, true);
    }
}
