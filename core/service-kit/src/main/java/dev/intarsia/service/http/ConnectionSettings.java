package dev.intarsia.service.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a service's section {@code http} that every service has. */
public interface ConnectionSettings {
    int maxConnections();

    int maxConnectionsPerAddress();

    Duration idleTimeout();

    Duration headerTimeout();

    int minDataRate();

    Duration slowGrace();

    Optional<List<String>> allowedOrigins();

    /**
     * @param section the keys' own, as in {@code http}
     * @throws IllegalArgumentException where a value cannot be; it names the key
     */
    static ConnectionLimits limits(String section, ConnectionSettings settings) {
        try {
            return new ConnectionLimits(
                    settings.maxConnections(),
                    settings.maxConnectionsPerAddress(),
                    settings.idleTimeout(),
                    settings.headerTimeout(),
                    settings.minDataRate(),
                    settings.slowGrace());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(section + "." + e.getMessage(), e);
        }
    }

    /** The web origins whose pages may call the service; none where the key is empty. */
    static Set<String> origins(ConnectionSettings settings) {
        return Set.copyOf(settings.allowedOrigins().orElse(List.of()));
    }
}
