package dev.intarsia.ingest.config;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.service.http.ConnectionLimits;
import dev.intarsia.service.http.HttpBounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything ingest can be told; {@code ingest.yaml} gives the defaults. Read by {@link #SETTINGS}.
 *
 * @param http where it listens and what it takes
 * @param management where its operators look
 * @param limits how large and how early an event may be
 * @param kafka where it writes
 * @param schemaRegistryUrl where the schemas are, as Confluent's client takes it
 * @param taskDirectory task files beside the bundled ones
 */
public record IngestConfig(
        Http http,
        HttpBounds management,
        EventLimits limits,
        Kafka kafka,
        String schemaRegistryUrl,
        Optional<Path> taskDirectory) {
    /** Where they are read. */
    public static final ServiceSettings<IngestConfig> SETTINGS =
            ServiceSettings.of("ingest", IngestSettings.class, IngestSettings::config);

    public IngestConfig {
        requireNonNull(http);
        requireNonNull(management);
        requireNonNull(limits);
        requireNonNull(kafka);
        requireNonNull(schemaRegistryUrl);
        requireNonNull(taskDirectory);
    }

    /**
     * The HTTP side.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any free one
     * @param bodyLimit the largest body, in bytes
     * @param capacity how many records may wait for the broker at once
     * @param connections what it bears of its clients' connections
     * @param allowedOrigins web origins whose pages may call it
     */
    public record Http(
            String host,
            int port,
            int bodyLimit,
            int capacity,
            ConnectionLimits connections,
            Set<String> allowedOrigins) {
        private static final int LARGEST_BODY = 8 << 20;

        public Http {
            requireNonNull(host);
            require(port >= 0 && port <= 65535, "ingest.http.port", port, "a port, or 0 for any free one");
            require(bodyLimit >= 1 && bodyLimit <= LARGEST_BODY, "ingest.http.body-limit", bodyLimit, "1 to 8388608");
            require(capacity >= 1, "ingest.http.capacity", capacity, "at least 1");
            requireNonNull(connections);
            allowedOrigins = Set.copyOf(allowedOrigins);
        }

        /** What the server is told of it. */
        public HttpBounds bounds() {
            return new HttpBounds(host, port, bodyLimit, connections, allowedOrigins);
        }
    }

    /**
     * The Kafka side.
     *
     * @param bootstrapServers as Kafka's clients take them
     * @param topicPrefix put before every topic's name
     * @param acknowledgementTimeout until a record that is not acknowledged has failed
     * @param properties further settings of the producer, such as those of a secured broker
     */
    public record Kafka(
            String bootstrapServers,
            String topicPrefix,
            Duration acknowledgementTimeout,
            Map<String, String> properties) {
        public Kafka {
            requireNonNull(bootstrapServers);
            requireNonNull(topicPrefix);
            properties = Map.copyOf(properties);
            require(
                    acknowledgementTimeout.compareTo(Duration.ofMillis(100)) >= 0,
                    "kafka.acknowledgement-timeout",
                    acknowledgementTimeout,
                    "at least PT0.1S");
        }
    }

    private static void require(boolean condition, String key, Object value, String instead) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + "; give " + instead + ".");
        }
    }
}
