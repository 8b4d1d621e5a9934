package dev.intarsia.trainer.connect;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.trainer.config.TrainerConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes clients. All carry bytes, so that a record can go to the dead letters as it came. */
public class KafkaClients {
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);
    private static final int SHORT_FETCH_MILLIS = 5;
    /** By heartbeats members hear that partitions are to move, which takes two rounds; the usual three seconds are long. */
    private static final int HEARTBEAT_MILLIS = 500;

    private final TrainerConfig config;
    private final String instance;
    private final Map<String, Object> limits;

    /** @param instance tells this trainer from the others of its group */
    public KafkaClients(TrainerConfig config, String instance) {
        this.config = requireNonNull(config);
        this.instance = requireNonNull(instance);
        this.limits = Map.of();
    }

    /**
     * For a command that ends rather than wait for a broker that is gone.
     *
     * @param silence how long each question to the brokers may go unanswered, whatever the settings say; positive
     */
    public KafkaClients(TrainerConfig config, String instance, Duration silence) {
        this.config = requireNonNull(config);
        this.instance = requireNonNull(instance);
        int limit = Math.toIntExact(silence.toMillis());
        this.limits = Map.of(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                limit,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(limit, (int) LONGEST_REQUEST.toMillis()),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                limit);
    }

    /** The clients of a trainer with these settings, which has the host's name where they give it none. */
    public static KafkaClients of(TrainerConfig config) {
        return new KafkaClients(config, config.kafka().instance().orElseGet(InstanceName::ofHost));
    }

    /** This trainer's name in its group. */
    public final String instance() {
        return instance;
    }

    /** The transactional id: no two running trainers have the same, and one that restarts keeps its own. */
    public final String transactionalId() {
        return config.kafka().groupId() + "-" + instance;
    }

    /**
     * Of the group's members one, reading only what was committed and committing nothing by itself. A member that crashed
     * and comes back under its name has its partitions at once.
     */
    public Consumer<byte[], byte[]> groupConsumer() {
        Map<String, Object> settings = reading();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.kafka().groupId());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId() + "-events");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch().maxEvents());
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(config.kafka().maxPollInterval().toMillis()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer(settings);
    }

    /**
     * Of no group, for reading given partitions to an end. A broker answers a connection's requests in turn, so whoever asks
     * where partitions end, or closes the consumer, waits for the fetch that stands before: it is a short one.
     */
    public Consumer<byte[], byte[]> freeConsumer(String purpose) {
        Map<String, Object> settings = reading();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId() + "-" + purpose);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topic.MAX_RECORD_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SHORT_FETCH_MILLIS);
        return consumer(settings);
    }

    /** Transactional; not yet initialized. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = client();
        int timeout = Math.toIntExact(config.kafka().transactionTimeout().toMillis());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout / 2, (int) LONGEST_REQUEST.toMillis()));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // So that a dead letter of the largest record fits too.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_REQUEST_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Of no transaction, for what may be written twice. */
    public Producer<byte[], byte[]> plainProducer(String purpose) {
        Map<String, Object> settings = client();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId() + "-" + purpose);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Admin admin() {
        Map<String, Object> settings = client();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId() + "-admin");
        return Admin.create(settings);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> client() {
        Map<String, Object> settings = config.kafka().clientSettings();
        settings.putAll(limits);
        return settings;
    }

    private Map<String, Object> reading() {
        Map<String, Object> settings = client();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
