package dev.intarsia.ingest.config;

import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads {@link IngestConfig} from its sources. */
public final class ConfigSources {
    private static final ServiceSettings<IngestSettings> SETTINGS =
            ServiceSettings.of("ingest", IngestSettings.class, IngestSettings::config);

    private ConfigSources() {}

    /**
     * The defaults with these settings changed, for ingest inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static IngestConfig of(Map<String, String> settings) {
        return SETTINGS.with(settings).config();
    }

    /**
     * The settings of ingest on its own.
     *
     * @param file a YAML file over the defaults
     * @param given by key, as in {@code ingest.http.port}; these win over everything
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static IngestConfig load(
            Optional<Path> file,
            Map<String, String> environment,
            Properties systemProperties,
            Map<String, String> given) {
        return SETTINGS.load(file, environment, systemProperties, given).config();
    }
}
