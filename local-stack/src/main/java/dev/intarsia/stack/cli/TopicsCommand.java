package dev.intarsia.stack.cli;

import dev.intarsia.schemas.config.WrittenDuration;
import dev.intarsia.schemas.topic.Retention;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.Catalogue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code intarsia topics}: what has to be on a broker and a registry before any service starts. */
@Command(
        name = "topics",
        description = "Creates the topics on a broker and declares their schemas to a registry. Doing it again changes"
                + " nothing.",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Put before every topic's name, as in 'staging.'.")
    private String topicPrefix = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--keep-events",
            paramLabel = "DURATION",
            defaultValue = "90d",
            converter = Stay.class,
            description =
                    "How long events stay, unless their user is erased (default: ${DEFAULT-VALUE}). Of topics that are"
                            + " there already Kafka's own tools change it.")
    @SuppressWarnings("NullAway.Init") // The command line sets it before it calls.
    private Duration events;

    @Option(
            names = "--keep-signatures",
            paramLabel = "DURATION",
            defaultValue = "30d",
            converter = Stay.class,
            description = "How long signatures stay, likewise (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration signatures;

    @Option(
            names = "--keep-dead-letters",
            paramLabel = "DURATION",
            defaultValue = "30d",
            converter = Stay.class,
            description = "How long dead letters stay, likewise (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration deadLetters;

    @Option(names = "--broker-settings", paramLabel = "FILE", description = "Properties of Kafka's admin client.")
    private @Nullable Path brokerSettings;

    @Option(names = "--registry-settings", paramLabel = "FILE", description = "Properties of the registry's client.")
    private @Nullable Path registrySettings;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it before it calls.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Topics topics = Topics.of(topicPrefix, partitions, new Retention(events, signatures, deadLetters));
        String brokers = cluster.bootstrapServers();
        String registry = cluster.registry();
        new Catalogue(brokers, registry, read(brokerSettings), read(registrySettings)).hold(topics);
        spec.commandLine()
                .getOut()
                .println(topics.all().size() + " topics are on " + brokers + ", their schemas in " + registry + ".");
        return 0;
    }

    /** Reads a duration as the services' settings have them. */
    static final class Stay implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return WrittenDuration.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private static Map<String, String> read(@Nullable Path file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }
}
