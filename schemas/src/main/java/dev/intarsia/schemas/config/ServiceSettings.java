package dev.intarsia.schemas.config;

import static java.util.Objects.requireNonNull;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the settings of one service.
 *
 * @param <C> what the service is told
 */
public final class ServiceSettings<C> {
    private static final int DEFAULTS = 100;
    private static final int FILE = 200;
    private static final int ENVIRONMENT = 300;
    private static final int SYSTEM = 400;
    private static final int GIVEN = 500;
    private static final Pattern JVM = Pattern.compile("http\\.(agent|auth\\..*|.*[A-Z].*)");

    private final String service;
    private final Sections<?> sections;
    private final RenamedKeys renamed;
    private final Function<SmallRyeConfig, C> config;

    private ServiceSettings(String service, Sections<?> sections, Function<SmallRyeConfig, C> config) {
        this.service = requireNonNull(service);
        this.sections = requireNonNull(sections);
        this.renamed = RenamedKeys.of(service, sections.keys());
        this.config = requireNonNull(config);
    }

    /**
     * The settings of a service whose defaults are its {@code <service>.yaml}, beside the record's class.
     *
     * @param record whose every component is one section: an interface with a {@link ConfigMapping}
     */
    public static <R extends Record> ServiceSettings<R> of(String service, Class<R> record) {
        return of(service, record, Function.identity());
    }

    /**
     * As {@link #of(String, Class)}, where what was read is not yet what the service takes.
     *
     * @param config what the sections say; refuses values that cannot be, by an exception that names the key
     */
    public static <R extends Record, C> ServiceSettings<C> of(String service, Class<R> record, Function<R, C> config) {
        Sections<R> sections = new Sections<>(record);
        return new ServiceSettings<>(service, sections, config.compose(sections::record));
    }

    /**
     * The defaults with these settings changed, for a service inside another program; environment and system properties
     * have no say.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public C with(Map<String, String> settings) {
        return read(List.of(defaults(), given(settings)));
    }

    /**
     * The settings of a service on its own; as the other {@code load}, with nothing given by key.
     *
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public C load(Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
        return load(file, environment, systemProperties, Map.of());
    }

    /**
     * The settings of a service on its own; each source wins over those before it.
     *
     * @param file YAML over the defaults
     * @param given by key; these win over everything
     * @throws InvalidConfigException where a key means nothing or a value cannot be used
     */
    public C load(
            Optional<Path> file,
            Map<String, String> environment,
            Properties systemProperties,
            Map<String, String> given) {
        List<ConfigSource> sources = new ArrayList<>(List.of(defaults()));
        file.ifPresent(path -> sources.add(known(yaml(path))));
        refuseEarlierNames(environment, systemProperties);
        sources.addAll(new EnvironmentVariables(environment).sources(keys(), ENVIRONMENT));
        sources.add(new PropertiesConfigSource(ours(systemProperties), "system properties", SYSTEM));
        sources.add(given(given));
        return read(sources);
    }

    /** Every key with its default and meaning, as the service's file of defaults gives them. */
    public SettingsDocument document() {
        return SettingsDocument.read(service, sections.config());
    }

    /** Every key that the service reads; a {@code *} stands for any word. */
    public Set<String> keys() {
        return sections.keys();
    }

    private C read(List<ConfigSource> sources) {
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .withSources(sources.toArray(ConfigSource[]::new))
                    .withConverter(Duration.class, GIVEN, WrittenDuration::parse);
            sections.types().forEach(builder::withMapping);
            return config.apply(builder.build());
        } catch (RuntimeException e) {
            throw new InvalidConfigException(service, e);
        }
    }

    /** Neither says what it has that is not for us, so unknown keys of theirs are passed over, but for these. */
    private void refuseEarlierNames(Map<String, String> environment, Properties systemProperties) {
        try {
            renamed.refuseVariables(environment.keySet());
            renamed.refuse("the system properties", systemProperties.stringPropertyNames());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(service, e);
        }
    }

    private ConfigSource defaults() {
        String resource = "/" + service + ".yaml";
        return yaml(requireNonNull(sections.config().getResource(resource), resource), DEFAULTS);
    }

    private ConfigSource given(Map<String, String> settings) {
        return known(new PropertiesConfigSource(settings, "settings", GIVEN));
    }

    private ConfigSource yaml(Path file) {
        try {
            return yaml(file.toUri().toURL(), FILE);
        } catch (IOException e) {
            throw new InvalidConfigException(service, e);
        }
    }

    private ConfigSource yaml(URL url, int ordinal) {
        try {
            return new YamlConfigSource(url, ordinal);
        } catch (IOException | RuntimeException e) {
            throw new InvalidConfigException(service, e);
        }
    }

    /** The mappings find unknown keys beside known ones, but none whose first word is unknown already. */
    private ConfigSource known(ConfigSource source) {
        try {
            renamed.refuse(source.getName(), source.getPropertyNames());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(service, e);
        }
        Set<String> unknown = source.getPropertyNames().stream()
                .filter(name -> !sections.names().contains(firstWord(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new InvalidConfigException(
                    service,
                    new IllegalArgumentException(source.getName() + " has the unknown keys "
                            + String.join(", ", unknown) + "; the first word of a key is one of "
                            + String.join(", ", sections.names()) + "."));
        }
        return source;
    }

    /** Most system properties are the JVM's own, such as {@code http.proxyHost}; these are meant for us. */
    private Map<String, String> ours(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> !JVM.matcher(name).matches())
                .filter(name -> sections.names().contains(firstWord(name)))
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String firstWord(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
