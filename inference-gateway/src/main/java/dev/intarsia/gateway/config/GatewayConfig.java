package dev.intarsia.gateway.config;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.topology.HistoryBounds;
import dev.intarsia.model.engine.ModelSettings;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.schemas.config.ConsumerGroupSection;
import dev.intarsia.schemas.config.RegistrySection;
import dev.intarsia.schemas.config.ServiceSettings;
import dev.intarsia.schemas.config.TasksSection;
import dev.intarsia.service.http.ConnectionSettings;
import dev.intarsia.service.http.ManagementSettings;
import dev.intarsia.service.streams.RocksDBMemory;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The gateway's settings; {@code inference-gateway.yaml} says what each means and gives its default. Read by
 * {@link #SETTINGS}.
 */
public record GatewayConfig(
        Kafka kafka,
        RegistrySection schemaRegistry,
        Model model,
        TasksSection tasks,
        Http http,
        ManagementSettings management,
        Generation generation,
        Predictions predictions,
        Score score,
        Embeddings embeddings,
        Feedback feedback,
        Limits limits,
        Adapters adapters,
        History history,
        KnowledgeSection knowledge,
        Erasure erasure,
        Explain explain,
        State state) {
    private static final int SHORTEST_SALT = 16;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    /** Where they are read. */
    public static final ServiceSettings<GatewayConfig> SETTINGS =
            ServiceSettings.of("inference-gateway", GatewayConfig.class, GatewayConfig::checked);

    /** How the brokers are reached. */
    @ConfigMapping(prefix = "kafka")
    public interface Kafka extends ConsumerGroupSection {
        Duration acknowledgementTimeout();
    }

    /** The base model and the shape of its adapters. */
    @ConfigMapping(prefix = "model")
    public interface Model extends ModelSettings {
        Optional<String> name();
    }

    /** What is served where, and its bounds. */
    @ConfigMapping(prefix = "http")
    public interface Http extends ConnectionSettings {
        Optional<String> advertised();

        Duration requestTimeout();

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

    /** The ranking of given answers. */
    @ConfigMapping(prefix = "score")
    public interface Score {
        int maxAnswers();
    }

    /** Texts as vectors. */
    @ConfigMapping(prefix = "embeddings")
    public interface Embeddings {
        int maxTexts();

        int maxTokens();

        int queueTexts();
    }

    /** For how long what a user did after an answer can be told. */
    @ConfigMapping(prefix = "feedback")
    public interface Feedback {
        int maxAnswers();

        long maxBytes();

        Duration maxAge();

        /** @throws IllegalArgumentException where there can be no such bounds */
        default KeptAnswers.Bounds bounds() {
            return new KeptAnswers.Bounds(maxAnswers(), maxBytes(), maxAge());
        }
    }

    /** How large and how early an event may be. */
    @ConfigMapping(prefix = "limits")
    public interface Limits {
        int id();

        int field();

        Duration skew();

        /** @throws IllegalArgumentException where there can be no such limits */
        default EventLimits events() {
            return new EventLimits(id(), field(), skew());
        }
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
        int maxEvents();

        long maxBytes();

        /** Both, checked. */
        default HistoryBounds bounds() {
            return new HistoryBounds(maxEvents(), maxBytes());
        }
    }

    /** What enters prompts where a request does not say. */
    @ConfigMapping(prefix = "knowledge")
    public interface KnowledgeSection {
        int history();

        boolean profile();

        long cacheBytes();

        /** Both, checked. */
        default KnowledgeChoice choice() {
            return new KnowledgeChoice(history(), profile());
        }
    }

    /** How a late record of an erased user is kept out. */
    @ConfigMapping(prefix = "erasure")
    public interface Erasure {
        Duration guard();
    }

    /** How assignments are explained. */
    @ConfigMapping(prefix = "explain")
    public interface Explain {
        Optional<String> salt();
    }

    /** Where the stream's state is, and how it is kept. */
    @ConfigMapping(prefix = "state")
    public interface State {
        Path directory();

        int threads();

        int standbyReplicas();

        Duration commitInterval();

        long rocksdbMemory();
    }

    private static GatewayConfig checked(GatewayConfig config) {
        config.http().bounds();
        config.management().bounds();
        config.history().bounds();
        config.knowledge().choice();
        requireBytes(config.knowledge().cacheBytes());
        config.feedback().bounds();
        config.limits().events();
        requireTime(config.kafka().acknowledgementTimeout());
        RocksDBMemory.requireEnough(config.state().rocksdbMemory());
        config.explain().salt().ifPresent(GatewayConfig::requireLongEnough);
        return config;
    }

    private static void requireBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "knowledge.cache-bytes is " + bytes + "; give a number of bytes, or 0 to keep none.");
        }
    }

    private static void requireTime(Duration timeout) {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "kafka.acknowledgement-timeout is " + timeout + "; give at least 100ms.");
        }
    }

    private static void requireLongEnough(String salt) {
        if (salt.length() < SHORTEST_SALT) {
            throw new IllegalArgumentException("explain.salt has " + salt.length() + " characters; give it at least "
                    + SHORTEST_SALT + " random ones, so that nobody finds it by trying, or leave it empty.");
        }
    }
}
