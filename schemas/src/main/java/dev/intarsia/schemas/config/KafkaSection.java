package dev.intarsia.schemas.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the brokers are reached, and how the topics on them are named. A service's own section {@code kafka} adds what that
 * service is.
 */
public interface KafkaSection {
    String bootstrapServers();

    Optional<String> topicPrefix();

    Map<String, String> properties();

    /** What every client of the brokers is given: the further properties and where the brokers are. */
    default Map<String, Object> clientSettings() {
        Map<String, Object> all = new HashMap<>(properties());
        all.put("bootstrap.servers", bootstrapServers());
        return all;
    }
}
