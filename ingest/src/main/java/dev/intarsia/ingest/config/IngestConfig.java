package dev.intarsia.ingest.config;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.schemas.config.KafkaSection;
import dev.intarsia.schemas.config.RegistrySection;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.schemas.config.TasksSection;
import dev.intarsia.service.http.ConnectionSettings;
import dev.intarsia.service.http.ManagementSettings;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Ingest's settings; {@code ingest.yaml} says what each means and gives its default. Read by {@link #SETTINGS}. */
public record IngestConfig(
        Http http,
        ManagementSettings management,
        Limits limits,
        Kafka kafka,
        RegistrySection schemaRegistry,
        TasksSection tasks) {
    /** Where they are read. */
    public static final ServiceSettings<IngestConfig> SETTINGS =
            ServiceSettings.of("ingest", IngestConfig.class, IngestConfig::checked);

    private static final int LARGEST_BODY = 8 << 20;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    private static IngestConfig checked(IngestConfig config) {
        config.http().bounds();
        config.management().bounds();
        config.limits().events();
        int body = config.http().maxBodyBytes();
        require(body <= LARGEST_BODY, "http.max-body-bytes", body, "at most " + LARGEST_BODY);
        int capacity = config.http().capacity();
        require(capacity >= 1, "http.capacity", capacity, "at least 1");
        Duration timeout = config.kafka().acknowledgementTimeout();
        require(timeout.compareTo(SHORTEST_TIMEOUT) >= 0, "kafka.acknowledgement-timeout", timeout, "at least 100ms");
        return config;
    }

    private static void require(boolean condition, String key, Object value, String instead) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + "; give " + instead + ".");
        }
    }

    /** Where it listens and what it takes. */
    @ConfigMapping(prefix = "http")
    public interface Http extends ConnectionSettings {
        int capacity();
    }

    /** How large and how early an event may be. */
    @ConfigMapping(prefix = "limits")
    public interface Limits {
        int id();

        int field();

        Duration skew();

        /** @throws IllegalArgumentException where there can be no such limits */
        default EventLimits events() {
            return new EventLimits(id(), field(), skew());
        }
    }

    /** Where it writes. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka extends KafkaSection {
        Duration acknowledgementTimeout();
    }
}
