package dev.intarsia.gateway.config;

import dev.intarsia.model.engine.ComputeDevice;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.pieces.module.Projection;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's settings; {@code inference-gateway.yaml} says what each means and gives its default. Made by
 * {@link ConfigSources}.
 */
public record GatewayConfig(
        Kafka kafka,
        SchemaRegistry schemaRegistry,
        Model model,
        Tasks tasks,
        Http http,
        Generation generation,
        Predictions predictions,
        Adapters adapters,
        History history,
        State state) {

    /** How the brokers are reached. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka {
        String bootstrapServers();

        String applicationId();

        Optional<String> topicPrefix();

        int partitions();

        Map<String, String> settings();
    }

    /** How the schema registry is reached. */
    @ConfigMapping(prefix = "schema-registry")
    public interface SchemaRegistry {
        String url();

        Map<String, String> settings();
    }

    /** The base model and the shape of its adapters. */
    @ConfigMapping(prefix = "model")
    public interface Model {
        Path path();

        Optional<String> name();

        ComputeDevice device();

        Precision precision();

        int rank();

        double alpha();

        Set<Projection> projections();

        int maxTokens();

        int batchTokens();
    }

    /** Where task files are. */
    @ConfigMapping(prefix = "tasks")
    public interface Tasks {
        Optional<Path> directory();
    }

    /** What is served where, and its bounds. */
    @ConfigMapping(prefix = "http")
    public interface Http {
        String host();

        int port();

        Optional<String> advertised();

        int maxBodyBytes();

        Duration requestTimeout();

        Duration idleTimeout();

        Duration retryAfter();
    }

    /** The running batch. */
    @ConfigMapping(prefix = "generation")
    public interface Generation {
        int slots();

        int context();

        int queue();

        int prefillTokens();

        int defaultMaxTokens();

        long cacheBytes();

        boolean reuse();
    }

    /** The scoring of labels. */
    @ConfigMapping(prefix = "predictions")
    public interface Predictions {
        int maxRows();

        int queueRows();
    }

    /** Adapters that were asked for. */
    @ConfigMapping(prefix = "adapters")
    public interface Adapters {
        long cacheBytes();

        Duration cacheIdle();
    }

    /** What is remembered of a user. */
    @ConfigMapping(prefix = "history")
    public interface History {
        int window();
    }

    /** Where the stream's state is, and how it is kept. */
    @ConfigMapping(prefix = "state")
    public interface State {
        Path directory();

        int threads();

        int standbyReplicas();

        Duration commitInterval();
    }
}
