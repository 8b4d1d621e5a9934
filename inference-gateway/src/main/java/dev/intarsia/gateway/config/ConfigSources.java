package dev.intarsia.gateway.config;

import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads {@link GatewayConfig} from its sources. */
public final class ConfigSources {
    private static final ServiceSettings<GatewayConfig> SETTINGS =
            ServiceSettings.of("inference-gateway", GatewayConfig.class, config -> {});

    private ConfigSources() {}

    /**
     * The defaults with these settings changed, for a gateway inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static GatewayConfig of(Map<String, String> settings) {
        return SETTINGS.with(settings);
    }

    /**
     * The settings of a gateway on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static GatewayConfig load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        return SETTINGS.load(file, environment, systemProperties, Map.of());
    }
}
