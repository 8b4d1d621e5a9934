package dev.intarsia.stack.broker;

import static java.util.Objects.requireNonNull;

import dev.intarsia.stack.port.Port;
import java.nio.file.Path;

/**
 * What one embedded broker needs to know.
 *
 * @param dataDirectory its own folder; created where missing
 * @param port where clients find it
 * @param controllerPort where it finds its controller
 */
public record BrokerSettings(Path dataDirectory, Port port, Port controllerPort) {
    public BrokerSettings {
        requireNonNull(dataDirectory);
        requireNonNull(port);
        requireNonNull(controllerPort);
    }

    /** A broker on any free ports. */
    public static BrokerSettings anywhere(Path dataDirectory) {
        return new BrokerSettings(dataDirectory, Port.any(), Port.any());
    }
}
