package dev.intarsia.ingest.config;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.schemas.config.TasksSection;
import dev.intarsia.service.http.ConnectionSettings;
import dev.intarsia.service.http.ManagementSettings;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The keys of the file, one interface a section. */
record IngestSettings(
        Ingest ingest, ManagementSettings management, Kafka kafka, SchemaRegistry schemaRegistry, TasksSection tasks) {
    /** @throws IllegalArgumentException where a value cannot be; it names the key */
    IngestConfig config() {
        return new IngestConfig(
                ingest.http().value(),
                ManagementSettings.bounds(management),
                ingest.limits().value(),
                kafka.value(),
                schemaRegistry.url(),
                tasks.directory());
    }

    @ConfigMapping(prefix = "ingest")
    interface Ingest {
        Http http();

        Limits limits();

        interface Http extends ConnectionSettings {
            String host();

            int port();

            int bodyLimit();

            int capacity();

            default IngestConfig.Http value() {
                return new IngestConfig.Http(
                        host(),
                        port(),
                        bodyLimit(),
                        capacity(),
                        ConnectionSettings.limits("ingest.http", this),
                        ConnectionSettings.origins(this));
            }
        }

        interface Limits {
            int id();

            int field();

            Duration skew();

            default EventLimits value() {
                return new EventLimits(id(), field(), skew());
            }
        }
    }

    @ConfigMapping(prefix = "kafka")
    interface Kafka {
        String bootstrapServers();

        Optional<String> topicPrefix();

        Duration acknowledgementTimeout();

        Map<String, String> properties();

        default IngestConfig.Kafka value() {
            return new IngestConfig.Kafka(
                    bootstrapServers(), topicPrefix().orElse(""), acknowledgementTimeout(), properties());
        }
    }

    @ConfigMapping(prefix = "schema-registry")
    interface SchemaRegistry {
        String url();
    }
}
