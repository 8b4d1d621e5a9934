package dev.intarsia.schemas.config;

import io.smallrye.config.ConfigMapping;

/** Where metrics and health are served. */
@ConfigMapping(prefix = "metrics")
public interface MetricsSection {
    /** 0 for any free one, negative for none. */
    int port();
}
