package dev.intarsia.schemas.config;

import static java.util.Locale.ROOT;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The environment as a source of settings: a key in capitals, with an underscore for every other character. */
record EnvironmentVariables(Map<String, String> values) {
    /** What the variable of a key is called. */
    static String name(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(ROOT);
    }

    /**
     * The settings of a service; variables that mean nothing to it are passed over.
     *
     * @param keys that the service reads; below {@code .*} any words may follow, with dots between them
     */
    List<ConfigSource> sources(Set<String> keys, int ordinal) {
        Map<String, String> below = new HashMap<>();
        keys.stream().filter(key -> key.endsWith(".*")).forEach(key -> {
            String section = key.substring(0, key.length() - 1);
            values.forEach((variable, value) -> {
                if (variable.startsWith(name(section))) {
                    String rest = variable.substring(section.length());
                    below.put(section + rest.toLowerCase(ROOT).replace('_', '.'), value);
                }
            });
        });
        return List.of(
                new EnvConfigSource(values, ordinal), new PropertiesConfigSource(below, "the environment", ordinal));
    }
}
