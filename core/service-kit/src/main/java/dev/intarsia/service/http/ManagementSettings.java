package dev.intarsia.service.http;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Set;

/** Where a service's operators look. */
@ConfigMapping(prefix = "management")
public interface ManagementSettings {
    String host();

    int port();

    /** @throws IllegalArgumentException where a value cannot be; it names the key */
    static HttpBounds bounds(ManagementSettings settings) {
        if (settings.port() < 0 || settings.port() > 65535) {
            throw new IllegalArgumentException(
                    "management.port is " + settings.port() + "; give a port, or 0 for any free one.");
        }
        ConnectionLimits limits = new ConnectionLimits(
                64, 64, Duration.ofSeconds(30), Duration.ofSeconds(5), 1024, Duration.ofSeconds(5));
        return new HttpBounds(settings.host(), settings.port(), 1 << 12, limits, Set.of());
    }
}
