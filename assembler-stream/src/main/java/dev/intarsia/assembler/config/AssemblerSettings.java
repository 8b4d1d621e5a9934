package dev.intarsia.assembler.config;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.signature.Decay;
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
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads {@link AssemblerConfig} from its sources, and what it says of the arithmetic. */
public final class AssemblerSettings {
    private static final URL DEFAULTS =
            requireNonNull(AssemblerSettings.class.getResource("/assembler-stream.yaml"), "assembler-stream.yaml");
    private static final Set<String> SECTIONS = yaml(DEFAULTS, 0).getPropertyNames().stream()
            .map(AssemblerSettings::section)
            .collect(Collectors.toSet());
    private static final int DEFAULT = 100;
    private static final int FILE = 200;
    private static final int ENVIRONMENT = 300;
    private static final int SYSTEM = 400;

    private AssemblerSettings() {}

    /**
     * The defaults with these settings changed, for an assembler inside another program; the environment and system
     * properties have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static AssemblerConfig of(Map<String, String> settings) {
        return read(List.of(yaml(DEFAULTS, DEFAULT), new PropertiesConfigSource(settings, "settings", SYSTEM)));
    }

    /**
     * The settings of an assembler on its own.
     *
     * @param file a YAML file over the defaults
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public static AssemblerConfig load(Optional<Path> file, Map<String, String> environment, Properties properties) {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(yaml(DEFAULTS, DEFAULT));
        file.ifPresent(path -> sources.add(yaml(url(path), FILE)));
        sources.add(new EnvConfigSource(environment, ENVIRONMENT));
        sources.add(new PropertiesConfigSource(ours(properties), "system properties", SYSTEM));
        return read(sources);
    }

    private static AssemblerConfig read(List<ConfigSource> sources) {
        try {
            sources.forEach(AssemblerSettings::requireKnownSections);
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .withSources(sources.toArray(ConfigSource[]::new))
                    .withConverter(Duration.class, SYSTEM, WrittenDuration::parse);
            for (RecordComponent section : AssemblerConfig.class.getRecordComponents()) {
                builder.withMapping(section.getType());
            }
            AssemblerConfig config = sections(builder.build());
            ConfigLimits.check(config);
            return config;
        } catch (RuntimeException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static AssemblerConfig sections(SmallRyeConfig config) {
        return new AssemblerConfig(
                config.getConfigMapping(AssemblerConfig.Kafka.class),
                config.getConfigMapping(AssemblerConfig.SchemaRegistry.class),
                config.getConfigMapping(AssemblerConfig.State.class),
                config.getConfigMapping(AssemblerConfig.Model.class),
                config.getConfigMapping(AssemblerConfig.Signatures.class),
                config.getConfigMapping(AssemblerConfig.Weights.class),
                config.getConfigMapping(AssemblerConfig.Pool.class),
                config.getConfigMapping(AssemblerConfig.Roster.class),
                config.getConfigMapping(AssemblerConfig.Erasure.class),
                config.getConfigMapping(AssemblerConfig.Metrics.class));
    }

    /** Keys within a section are checked by the mapping; the environment has many variables that are none of ours. */
    private static void requireKnownSections(ConfigSource source) {
        if (source instanceof EnvConfigSource) {
            return;
        }
        for (String key : source.getPropertyNames()) {
            if (!SECTIONS.contains(section(key))) {
                throw new IllegalArgumentException(
                        "There is no setting " + key + " (" + source.getName() + "); remove or correct it.");
            }
        }
    }

    /** The weights the configuration asks for. */
    public static Weights weights(AssemblerConfig.Weights weights) {
        AssemblerConfig.Ridge ridge = weights.ridge();
        return switch (weights.kind()) {
            case RIDGE -> new RidgeWeights(ridge.lambda(), ridge.rho(), ridge.n0(), ridge.keepLargest());
            case PAPER -> new PaperWeights(weights.paper().k());
        };
    }

    /** The decay the configuration asks for: none where the half-life is 0. */
    public static Decay decay(AssemblerConfig.Signatures signatures) {
        return signatures.halfLife() == 0 ? Decay.none() : Decay.halfLife(signatures.halfLife());
    }

    private static ConfigSource yaml(URL url, int rank) {
        try {
            return new YamlConfigSource(url, rank);
        } catch (IOException | RuntimeException e) {
            throw new InvalidConfigException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new InvalidConfigException(e);
        }
    }

    /** Only properties under our own sections: the others are the JVM's. */
    private static Map<String, String> ours(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> SECTIONS.contains(section(name)))
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String section(String key) {
        return key.substring(0, key.indexOf('.') + 1);
    }
}
