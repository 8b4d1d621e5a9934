package dev.intarsia.trainer.config;

import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads {@link TrainerConfig} from its sources. */
public final class ConfigSources {
    private static final ServiceSettings<TrainerConfig> SETTINGS =
            ServiceSettings.of("trainer-consumer", TrainerConfig.class, config -> {});

    private ConfigSources() {}

    /**
     * The defaults with these settings changed, for a trainer inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static TrainerConfig of(Map<String, String> settings) {
        return SETTINGS.with(settings);
    }

    /**
     * The settings of a trainer on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static TrainerConfig load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        return SETTINGS.load(file, environment, systemProperties, Map.of());
    }
}
