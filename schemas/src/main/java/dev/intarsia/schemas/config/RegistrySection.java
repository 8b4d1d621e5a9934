package dev.intarsia.schemas.config;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** How the schema registry is reached. */
@ConfigMapping(prefix = "schema-registry")
public interface RegistrySection {
    String url();

    Map<String, String> properties();
}
