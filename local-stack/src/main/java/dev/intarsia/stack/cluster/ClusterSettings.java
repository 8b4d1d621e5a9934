package dev.intarsia.stack.cluster;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.broker.BrokerSettings;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.registry.RegistrySettings;
import java.nio.file.Path;

/**
 * What a local cluster needs to know.
 *
 * @param broker the broker
 * @param registry the registry
 * @param topics the topics it is to hold
 */
public record ClusterSettings(BrokerSettings broker, RegistrySettings registry, Topics topics) {
    public ClusterSettings {
        requireNonNull(broker);
        requireNonNull(registry);
        requireNonNull(topics);
    }

    /** A cluster on chosen ports, with a folder each below the data folder. */
    public static ClusterSettings in(Path dataDirectory, Port broker, Port controller, Port registry, Topics topics) {
        return new ClusterSettings(
                new BrokerSettings(dataDirectory.resolve("broker"), broker, controller),
                new RegistrySettings(dataDirectory.resolve("registry"), registry),
                topics);
    }

    /** A cluster on any free ports. */
    public static ClusterSettings anywhere(Path dataDirectory, Topics topics) {
        return in(dataDirectory, Port.any(), Port.any(), Port.any(), topics);
    }
}
