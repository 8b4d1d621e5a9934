package dev.intarsia.gateway.config;

import static java.util.Objects.requireNonNull;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads {@link GatewayConfig} from its sources. */
public final class ConfigSources {

    private static final String DEFAULTS = "/inference-gateway.yaml";

    private static final List<Class<?>> GROUPS = Stream.of(GatewayConfig.class.getRecordComponents())
            .<Class<?>>map(RecordComponent::getType)
            .toList();
    private static final Set<String> FIRST_WORDS = GROUPS.stream()
            .map(group -> group.getAnnotation(ConfigMapping.class).prefix())
            .collect(Collectors.toCollection(TreeSet::new));

    private ConfigSources() {}

    /**
     * The defaults with these settings changed, for a gateway inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static GatewayConfig of(Map<String, String> settings) {
        return read(List.of(defaults(), checked(new PropertiesConfigSource(settings, "settings", 200))));
    }

    /**
     * The settings of a gateway on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static GatewayConfig load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        List<ConfigSource> sources = new ArrayList<>(List.of(defaults()));
        file.ifPresent(path -> sources.add(checked(yaml(path))));
        sources.add(new EnvConfigSource(environment, 300));
        sources.add(new PropertiesConfigSource(ours(systemProperties), "system properties", 400));
        return read(sources);
    }

    private static GatewayConfig read(List<ConfigSource> sources) {
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .withSources(sources.toArray(ConfigSource[]::new))
                    .withConverter(Duration.class, 200, ConfigDurations::parse);
            GROUPS.forEach(builder::withMapping);
            SmallRyeConfig config = builder.build();
            return new GatewayConfig(
                    config.getConfigMapping(GatewayConfig.Kafka.class),
                    config.getConfigMapping(GatewayConfig.SchemaRegistry.class),
                    config.getConfigMapping(GatewayConfig.Model.class),
                    config.getConfigMapping(GatewayConfig.Tasks.class),
                    config.getConfigMapping(GatewayConfig.Http.class),
                    config.getConfigMapping(GatewayConfig.Generation.class),
                    config.getConfigMapping(GatewayConfig.Predictions.class),
                    config.getConfigMapping(GatewayConfig.Adapters.class),
                    config.getConfigMapping(GatewayConfig.History.class),
                    config.getConfigMapping(GatewayConfig.State.class));
        } catch (RuntimeException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static ConfigSource defaults() {
        return yaml(requireNonNull(GatewayConfig.class.getResource(DEFAULTS), DEFAULTS), 100);
    }

    private static ConfigSource yaml(Path file) {
        try {
            return yaml(file.toUri().toURL(), 200);
        } catch (IOException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static ConfigSource yaml(URL url, int ordinal) {
        try {
            return new YamlConfigSource(url, ordinal);
        } catch (IOException e) {
            throw new InvalidConfigException(e);
        }
    }

    /** The mappings find unknown keys beside known ones, but none whose first word is unknown already. */
    private static ConfigSource checked(ConfigSource source) {
        Set<String> unknown = source.getPropertyNames().stream()
                .filter(name -> !FIRST_WORDS.contains(firstWord(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new InvalidConfigException(new IllegalArgumentException(
                    source.getName() + " has the unknown keys " + String.join(", ", unknown)
                            + "; the first word of a key is one of " + String.join(", ", FIRST_WORDS) + "."));
        }
        return source;
    }

    /** Most system properties are the JVM's own; these are meant for us. */
    private static Map<String, String> ours(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> FIRST_WORDS.contains(firstWord(name)))
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String firstWord(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
