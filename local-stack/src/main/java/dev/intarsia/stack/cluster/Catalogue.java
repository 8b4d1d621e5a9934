package dev.intarsia.stack.cluster;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and a registry that are to hold the catalogue.
 *
 * @param bootstrapServers where the broker is
 * @param registryUrl where the registry is
 * @param brokerSettings of Kafka's admin client, as a secured broker needs them
 * @param registrySettings of the registry's client, likewise
 */
public record Catalogue(
        String bootstrapServers,
        String registryUrl,
        Map<String, String> brokerSettings,
        Map<String, String> registrySettings) {
    public Catalogue {
        requireNonNull(bootstrapServers);
        requireNonNull(registryUrl);
        brokerSettings = Map.copyOf(brokerSettings);
        registrySettings = Map.copyOf(registrySettings);
    }

    /** Servers that ask for no credentials. */
    public static Catalogue at(String bootstrapServers, String registryUrl) {
        return new Catalogue(bootstrapServers, registryUrl, Map.of(), Map.of());
    }

    /**
     * Creates the topics and declares their schemas; doing it again changes nothing.
     *
     * @throws dev.intarsia.schemas.topic.TopicMismatchException where a topic exists with other settings
     * @throws dev.intarsia.schemas.registry.IncompatibleSchemaException where a registered schema forbids ours
     */
    public void hold(Topics topics) {
        Map<String, Object> admin = new HashMap<>(brokerSettings);
        admin.put("bootstrap.servers", bootstrapServers);
        try (Admin broker = Admin.create(admin);
                Registry registry = Registry.connect(registryUrl, registrySettings, RetryPolicy.DEFAULT)) {
            new TopicCreation(broker).create(topics);
            new SchemaBootstrap(registry).declare(topics);
        }
    }
}
