package dev.intarsia.service.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of the section {@code http} that every service with clients has. */
public interface ConnectionSettings {
    String host();

    int port();

    int maxBodyBytes();

    int maxConnections();

    int maxConnectionsPerAddress();

    Duration idleTimeout();

    Duration headerTimeout();

    int minDataRate();

    Duration slowGrace();

    Optional<List<String>> allowedOrigins();

    /** @throws IllegalArgumentException where a value cannot be; it names the key */
    default HttpBounds bounds() {
        try {
            ConnectionLimits limits = new ConnectionLimits(
                    maxConnections(),
                    maxConnectionsPerAddress(),
                    idleTimeout(),
                    headerTimeout(),
                    minDataRate(),
                    slowGrace());
            return new HttpBounds(
                    host(),
                    port(),
                    maxBodyBytes(),
                    limits,
                    Set.copyOf(allowedOrigins().orElse(List.of())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("http." + e.getMessage(), e);
        }
    }
}
