package dev.intarsia.ingest.config;

import dev.intarsia.ingest.event.EventLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The keys of the file, one interface a section. */
final class IngestSettings {
    private IngestSettings() {}

    @ConfigMapping(prefix = "ingest")
    interface Ingest {
        Http http();

        Limits limits();

        interface Http {
            String host();

            int port();

            int bodyLimit();

            int capacity();

            default IngestConfig.Http value() {
                return new IngestConfig.Http(host(), port(), bodyLimit(), capacity());
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

    @ConfigMapping(prefix = "tasks")
    interface Tasks {
        @WithName("directory")
        Optional<String> directory();
    }
}
