package dev.intarsia.trainer.config;

import dev.intarsia.model.engine.ComputeDevice;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.pieces.module.Projection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trainer's settings; {@code trainer-consumer.yaml} says what each means and gives its default. Made by
 * {@link ConfigSources}.
 */
public record TrainerConfig(
        Kafka kafka,
        SchemaRegistry schemaRegistry,
        Model model,
        Tasks tasks,
        Batch batch,
        Adapters adapters,
        History history,
        Update update,
        Training training,
        Guard guard,
        Signatures signatures,
        Metrics metrics) {

    /** How the brokers are reached. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka {
        String bootstrapServers();

        String group();

        Optional<String> instance();

        Optional<String> topicPrefix();

        int partitions();

        Duration transactionTimeout();

        Duration maxPollInterval();

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

    /** What is worked on and committed together. */
    @ConfigMapping(prefix = "batch")
    public interface Batch {
        int maxEvents();

        Duration linger();
    }

    /** Who gets an own adapter. */
    @ConfigMapping(prefix = "adapters")
    public interface Adapters {
        @WithName("for")
        Audience audience();

        Optional<Path> scratchDirectory();
    }

    /** What is remembered of a user. */
    @ConfigMapping(prefix = "history")
    public interface History {
        int window();
    }

    /** When an adapter is trained, and on what. */
    @ConfigMapping(prefix = "update")
    public interface Update {
        int every();

        int steps();

        int rows();

        double newShare();

        Replay replay();
    }

    /** Which older events are trained on again. */
    public interface Replay {
        double recentShare();

        int recentWindow();
    }

    /** How the optimizer steps. */
    @ConfigMapping(prefix = "training")
    public interface Training {
        double learningRate();

        RateSchedule schedule();

        boolean keepMoments();

        double weightDecay();

        double beta1();

        double beta2();

        double clip();

        double dropout();
    }

    /** When an update is dropped. */
    @ConfigMapping(prefix = "guard")
    public interface Guard {
        int holdout();

        double margin();

        Optional<Path> reference();

        double referenceMargin();
    }

    /** What goes out of each event. */
    @ConfigMapping(prefix = "signatures")
    public interface Signatures {
        int sketch();
    }

    /** Where metrics and health are served. */
    @ConfigMapping(prefix = "metrics")
    public interface Metrics {
        int port();
    }
}
