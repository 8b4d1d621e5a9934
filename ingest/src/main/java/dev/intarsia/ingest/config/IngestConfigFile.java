package dev.intarsia.ingest.config;

import static java.util.Objects.requireNonNull;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the configuration together: defaults, then a file, the environment, system properties, and overrides. */
public final class IngestConfigFile {
    private static final String DEFAULTS = "/ingest.yaml";
    private static final List<String> SECTIONS = List.of("ingest.", "kafka.", "schema-registry.", "tasks.");
    private static final int LEAST = 100;
    private static final int FILE = 200;
    private static final int MOST = 500;

    private IngestConfigFile() {}

    /**
     * The configuration.
     *
     * @param file laid over the defaults, where there is one
     * @param overrides by key, as in {@code ingest.http.port}; they win over everything
     * @throws IllegalArgumentException where a key is unknown or a value is none of its kind
     */
    public static IngestConfig load(Optional<Path> file, Map<String, String> overrides) {
        YamlConfigSource defaults = yaml(requireNonNull(IngestConfigFile.class.getResource(DEFAULTS), DEFAULTS), LEAST);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addSystemSources()
                .withSources(defaults)
                .withSources(new PropertiesConfigSource(overrides, "overrides", MOST))
                .withMapping(IngestSettings.Ingest.class)
                .withMapping(IngestSettings.Kafka.class)
                .withMapping(IngestSettings.SchemaRegistry.class)
                .withMapping(IngestSettings.Tasks.class);
        file.map(IngestConfigFile::url).map(url -> yaml(url, FILE)).ifPresent(source -> {
            requireKnownSections(source);
            builder.withSources(source);
        });
        try {
            return config(builder.build());
        } catch (ConfigValidationException e) {
            throw new IllegalArgumentException(problems(e), e);
        }
    }

    private static String problems(ConfigValidationException e) {
        return IntStream.range(0, e.getProblemCount())
                .mapToObj(i -> e.getProblem(i).getMessage())
                .map(text -> text.replace("does not map to any root", "is no known key; correct or remove it"))
                .collect(Collectors.joining("\n  ", "The configuration cannot be used:\n  ", ""));
    }

    private static IngestConfig config(SmallRyeConfig config) {
        IngestSettings.Ingest ingest = config.getConfigMapping(IngestSettings.Ingest.class);
        return new IngestConfig(
                ingest.http().value(),
                ingest.limits().value(),
                config.getConfigMapping(IngestSettings.Kafka.class).value(),
                config.getConfigMapping(IngestSettings.SchemaRegistry.class).url(),
                config.getConfigMapping(IngestSettings.Tasks.class).directory().map(Path::of));
    }

    private static YamlConfigSource yaml(URL url, int ordinal) {
        try {
            return new YamlConfigSource(url, ordinal);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read configuration " + url + "; check its path and rights", e);
        }
    }

    /** Mappings check the keys of their own sections only. */
    private static void requireKnownSections(YamlConfigSource source) {
        for (String key : source.getPropertyNames()) {
            if (SECTIONS.stream().noneMatch(key::startsWith)) {
                throw new IllegalArgumentException("Unknown key " + key + " in " + source.getName()
                        + "; remove it or use one of the sections " + SECTIONS + ".");
            }
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read configuration " + file + "; check its path", e);
        }
    }
}
