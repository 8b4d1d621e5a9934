package dev.intarsia.stack.registry;

import static java.util.Objects.requireNonNull;

import dev.intarsia.stack.port.Port;
import java.nio.file.Path;

/**
 * What one embedded registry needs to know.
 *
 * @param dataDirectory its own folder, for its database and its log; created where missing
 * @param port where clients find it
 */
public record RegistrySettings(Path dataDirectory, Port port) {
    public RegistrySettings {
        requireNonNull(dataDirectory);
        requireNonNull(port);
    }

    /** A registry on any free port. */
    public static RegistrySettings anywhere(Path dataDirectory) {
        return new RegistrySettings(dataDirectory, Port.any());
    }
}
