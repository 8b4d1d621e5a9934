package dev.intarsia.trainer.config;

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
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads {@link TrainerConfig} from its sources. */
public final class ConfigSources {
    private static final String DEFAULTS = "trainer-consumer.yaml";
    private static final int DEFAULTS_RANK = 100;
    private static final int FILE_RANK = 200;
    private static final int ENVIRONMENT_RANK = 300;
    private static final int SYSTEM_RANK = 400;
    private static final int GIVEN_RANK = 500;

    private static final List<Class<?>> GROUPS = List.of(TrainerConfig.class.getRecordComponents()).stream()
            .<Class<?>>map(RecordComponent::getType)
            .toList();
    private static final Set<String> ROOTS = GROUPS.stream()
            .map(group -> group.getAnnotation(ConfigMapping.class).prefix())
            .collect(Collectors.toCollection(TreeSet::new));

    private ConfigSources() {}

    /**
     * The defaults with these settings changed, for a trainer inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static TrainerConfig of(Map<String, String> settings) {
        return read(List.of(defaults(), known(new PropertiesConfigSource(settings, "settings", GIVEN_RANK))));
    }

    /**
     * The settings of a trainer on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static TrainerConfig load(
            Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        List<ConfigSource> sources = new ArrayList<>(List.of(defaults()));
        file.ifPresent(path -> sources.add(known(yaml(path))));
        sources.add(new EnvConfigSource(environment, ENVIRONMENT_RANK));
        sources.add(new PropertiesConfigSource(ours(systemProperties), "system properties", SYSTEM_RANK));
        return read(sources);
    }

    private static TrainerConfig read(List<ConfigSource> sources) {
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .withSources(sources.toArray(ConfigSource[]::new))
                    .withConverter(Duration.class, GIVEN_RANK, ConfigDurations::parse);
            GROUPS.forEach(builder::withMapping);
            SmallRyeConfig config = builder.build();
            return new TrainerConfig(
                    config.getConfigMapping(TrainerConfig.Kafka.class),
                    config.getConfigMapping(TrainerConfig.SchemaRegistry.class),
                    config.getConfigMapping(TrainerConfig.Model.class),
                    config.getConfigMapping(TrainerConfig.Tasks.class),
                    config.getConfigMapping(TrainerConfig.Batch.class),
                    config.getConfigMapping(TrainerConfig.Adapters.class),
                    config.getConfigMapping(TrainerConfig.History.class),
                    config.getConfigMapping(TrainerConfig.Update.class),
                    config.getConfigMapping(TrainerConfig.Training.class),
                    config.getConfigMapping(TrainerConfig.Guard.class),
                    config.getConfigMapping(TrainerConfig.Signatures.class),
                    config.getConfigMapping(TrainerConfig.Metrics.class));
        } catch (RuntimeException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static ConfigSource defaults() {
        URL url = requireNonNull(TrainerConfig.class.getResource("/" + DEFAULTS), DEFAULTS);
        try {
            return new YamlConfigSource(url, DEFAULTS_RANK);
        } catch (IOException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static ConfigSource yaml(Path file) {
        try {
            return new YamlConfigSource(file.toUri().toURL(), FILE_RANK);
        } catch (IOException e) {
            throw new InvalidConfigException(e);
        }
    }

    /** SmallRye reports unknown keys beside known ones, but not those under a first word of their own. */
    private static ConfigSource known(ConfigSource source) {
        List<String> unknown = source.getPropertyNames().stream()
                .filter(name -> !ROOTS.contains(root(name)))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidConfigException(new IllegalArgumentException(source.getName() + " has the unknown keys "
                    + String.join(", ", unknown) + "; the first word is one of " + String.join(", ", ROOTS) + "."));
        }
        return source;
    }

    /** System properties that begin like one of our keys; the many others are the JVM's own. */
    private static Map<String, String> ours(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> ROOTS.contains(root(name)))
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String root(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
}
