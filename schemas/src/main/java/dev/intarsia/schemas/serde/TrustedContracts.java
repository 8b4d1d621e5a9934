package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Avro makes objects of trusted classes only; these are ours, and no others. */
final class TrustedContracts {
    static {
        ClassSecurityValidator.Builder trusted = ClassSecurityValidator.builder();
        classNames().forEach(trusted::add);
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), trusted.build()));
    }

    private TrustedContracts() {}

    /** Adds our classes to those Avro trusts in this JVM, once. */
    static void declare() {
        // Loading this class has done it.
    }

    /** The records of the catalogue with the records and enums inside them. */
    static Set<String> classNames() {
        Set<String> names = new HashSet<>();
        for (Topic<?, ?> topic : Topics.standard().all()) {
            if (SpecificRecord.class.isAssignableFrom(topic.valueType())) {
                collect(SpecificData.get().getSchema(topic.valueType()), names);
            }
        }
        return names;
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case ENUM, FIXED -> names.add(schema.getFullName());
            case ARRAY -> collect(schema.getElementType(), names);
            case MAP -> collect(schema.getValueType(), names);
            case UNION -> schema.getTypes().forEach(type -> collect(type, names));
            default -> {}
        }
    }
}
