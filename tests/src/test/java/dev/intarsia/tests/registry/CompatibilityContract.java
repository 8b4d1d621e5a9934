package dev.intarsia.tests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.registry.IncompatibleSchemaException;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How schemas may change. */
interface CompatibilityContract {
    String registryUrl();

    @Test
    default void shouldCheckEverySchemaAgainstAllItsPredecessors() throws Exception {
        try (Registry registry = Registry.connect(registryUrl())) {
            new SchemaBootstrap(registry).declare(Schemas.fresh());

            assertThat(registry.client().getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        }
    }

    @Test
    default void shouldAcceptAFieldWithADefault() throws Exception {
        try (Registry registry = declared()) {
            String subject = UUID.randomUUID() + "-value";
            registry.client().register(subject, record("{\"name\":\"a\",\"type\":\"string\"}"));

            int id = registry.client()
                    .register(
                            subject,
                            record("{\"name\":\"a\",\"type\":\"string\"},"
                                    + "{\"name\":\"b\",\"type\":\"int\",\"default\":0}"));

            assertThat(registry.client().getAllVersions(subject)).containsExactly(1, 2);
            assertThat(registry.client().getLatestSchemaMetadata(subject).getId())
                    .isEqualTo(id);
        }
    }

    @Test
    default void shouldRefuseAFieldWithoutADefault() throws Exception {
        try (Registry registry = declared()) {
            String subject = UUID.randomUUID() + "-value";
            registry.client().register(subject, record("{\"name\":\"a\",\"type\":\"string\"}"));

            assertRefused(
                    registry,
                    subject,
                    record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}"));
        }
    }

    @Test
    default void shouldRefuseWhatOnlyAnOlderVersionForbids() throws Exception {
        try (Registry registry = declared()) {
            String subject = UUID.randomUUID() + "-value";
            registry.client().register(subject, record("{\"name\":\"a\",\"type\":\"string\"}"));
            registry.client().register(subject, record(""));

            // Reads the second version, which has no such field, but not the first, where it is text.
            assertRefused(registry, subject, record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}"));
        }
    }

    @Test
    default void shouldNameTheSchemaThatIsRefused() throws Exception {
        Topics topics = Schemas.fresh();
        try (Registry registry = declared()) {
            registry.client().register(topics.pieces().subject(), new AvroSchema("\"string\""));

            assertThatThrownBy(() -> new SchemaBootstrap(registry).declare(topics))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageContaining(topics.pieces().subject())
                    .hasMessageContaining("another topic prefix");
        }
    }

    private Registry declared() {
        Registry registry = Registry.connect(registryUrl());
        new SchemaBootstrap(registry).declare(Schemas.fresh());
        return registry;
    }

    private static void assertRefused(Registry registry, String subject, AvroSchema schema) throws Exception {
        int before = registry.client().getAllVersions(subject).size();

        assertThatThrownBy(() -> registry.client().register(subject, schema))
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        refusal -> assertThat(refusal.getStatus()).isEqualTo(409));
        assertThat(registry.client().getAllVersions(subject)).hasSize(before);
    }

    private static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"Answer\",\"fields\":[" + fields + "]}");
    }
}
