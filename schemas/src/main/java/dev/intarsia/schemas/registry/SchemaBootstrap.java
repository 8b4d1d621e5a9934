package dev.intarsia.schemas.registry;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Declares this version's schemas to a registry; doing it again changes nothing. */
public final class SchemaBootstrap {
    /** A schema must read everything that any earlier one wrote, since topics keep it. */
    public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private static final Logger log = LoggerFactory.getLogger(SchemaBootstrap.class);

    private final Registry registry;

    public SchemaBootstrap(Registry registry) {
        this.registry = requireNonNull(registry);
    }

    /**
     * Makes {@link #COMPATIBILITY} the registry's default and registers the value schema of every topic.
     *
     * @throws IncompatibleSchemaException where a registered schema forbids it
     * @throws RegistryUnavailableException where the registry stays out or refuses
     */
    public void declare(Topics topics) {
        attempt("", "which compatibility it holds new schemas to", client -> {
            if (!COMPATIBILITY.equals(client.getCompatibility(null))) {
                client.updateCompatibility(null, COMPATIBILITY);
            }
            return COMPATIBILITY;
        });
        for (Topic<?, ?> topic : topics.all()) {
            Contract.of(topic).ifPresent(schema -> {
                int id = attempt(
                        topic.subject(),
                        "the id of " + topic.subject(),
                        client -> client.register(topic.subject(), new AvroSchema(schema)));
                log.debug("{} has schema id {}", topic.subject(), id);
            });
        }
    }

    private <T> T attempt(String subject, String what, Registry.Question<T> question) {
        try {
            return registry.askUntilAnswered(what, question);
        } catch (RestClientException refusal) {
            if (RegistryResponse.of(refusal) == RegistryResponse.INCOMPATIBLE) {
                throw new IncompatibleSchemaException(subject, registry.url(), refusal);
            }
            throw new RegistryUnavailableException(
                    registry.url(), what, "it refused, " + refusal.getMessage(), refusal);
        }
    }
}
