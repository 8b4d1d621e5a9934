package dev.intarsia.stack.cli;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.Catalogue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(names = "--broker-settings", paramLabel = "FILE", description = "Properties of Kafka's admin client.")
    private @Nullable Path brokerSettings;

    @Option(names = "--registry-settings", paramLabel = "FILE", description = "Properties of the registry's client.")
    private @Nullable Path registrySettings;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it before it calls.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Topics topics = Topics.of(topicPrefix, partitions);
        String brokers = cluster.bootstrapServers();
        String registry = cluster.registry();
        new Catalogue(brokers, registry, read(brokerSettings), read(registrySettings)).hold(topics);
        spec.commandLine()
                .getOut()
                .println(topics.all().size() + " topics are on " + brokers + ", their schemas in " + registry + ".");
        return 0;
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
