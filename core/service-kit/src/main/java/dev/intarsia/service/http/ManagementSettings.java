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
    default HttpBounds bounds() {
        ConnectionLimits limits = new ConnectionLimits(
                64, 64, Duration.ofSeconds(30), Duration.ofSeconds(5), 1024, Duration.ofSeconds(5));
        try {
            return new HttpBounds(host(), port(), 1 << 12, limits, Set.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("management." + e.getMessage(), e);
        }
    }
}
