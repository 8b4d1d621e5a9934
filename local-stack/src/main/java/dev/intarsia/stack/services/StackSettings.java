package dev.intarsia.stack.services;

import static java.util.Objects.requireNonNull;

import dev.intarsia.stack.port.Port;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a whole stack on one machine needs to know.
 *
 * @param dataDirectory holds everything that is kept between runs
 * @param model the base checkpoint
 * @param ports where it listens
 * @param partitions of every topic
 * @param settings further settings by service, {@code trainer-consumer} to its keys and values
 */
public record StackSettings(
        Path dataDirectory, Path model, Ports ports, int partitions, Map<Service, Map<String, String>> settings) {
    /** One machine has few cores: more partitions would only mean more files. */
    public static final int PARTITIONS = 2;

    public StackSettings {
        requireNonNull(dataDirectory);
        requireNonNull(model);
        requireNonNull(ports);
        settings = Map.copyOf(settings);
    }

    /** The services that can be given settings. */
    public enum Service {
        INGEST,
        TRAINER_CONSUMER,
        ASSEMBLER_STREAM,
        INFERENCE_GATEWAY
    }

    /** Where each part listens. */
    public record Ports(Port broker, Port controller, Port registry, Port ingest, Port gateway) {
        /** The ports of the services' own configuration files. */
        public static Ports standard() {
            return new Ports(
                    new Port(9092, "--broker-port"),
                    new Port(9093, "--controller-port"),
                    new Port(8081, "--registry-port"),
                    new Port(8090, "--ingest-port"),
                    new Port(8080, "--gateway-port"));
        }

        /** Any free ones, for a stack beside others. */
        public static Ports any() {
            return new Ports(Port.any(), Port.any(), Port.any(), Port.any(), Port.any());
        }
    }
}
