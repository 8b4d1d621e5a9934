package dev.intarsia.service.streams;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.config.KafkaSection;
import dev.intarsia.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** What every service that is a Kafka Streams application asks of Kafka Streams. */
public final class StreamsSettings {
    /** An instance that is back within this time finds its users where it left them; one that is killed loses them then. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    /** Kafka Streams ranks the main and the restore consumer's own settings above those of all consumers. */
    private static final List<String> CONSUMERS = List.of(
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX);

    private StreamsSettings() {}

    /**
     * As Kafka Streams takes them. An operator's further settings override all but the brokers, the application's id and
     * directory, on which the lock of the state directory and the look at the group's positions rest, and that only
     * committed records are read.
     *
     * @param applicationId its consumer group too
     * @param memory of all stores; to be closed after the streams
     * @param service what one service asks beyond that, or otherwise
     */
    public static Properties of(
            String applicationId,
            KafkaSection kafka,
            Path stateDirectory,
            RocksDBMemory memory,
            Map<String, ?> service) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_REQUEST_BYTES);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, DatedRecords.class);
        // Of internal topics alone, which are written again; what is on the catalogue's topics is read as bytes.
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemoryRocksDBConfig.class);
        settings.put(BoundedMemoryRocksDBConfig.MEMORY, memory);
        settings.putAll(service);
        settings.putAll(kafka.properties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        for (String consumer : CONSUMERS) {
            settings.put(consumer + ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
            settings.put(consumer + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        return settings;
    }

    /** How long an instance that was killed stays in its group, whoever set that. */
    public static Duration session(StreamsConfig settings) {
        Object millis = settings.getMainConsumerConfigs(settings.getString(StreamsConfig.APPLICATION_ID_CONFIG), "", 0)
                .get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        return Duration.ofMillis((int) requireNonNull(
                ConfigDef.parseType(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis, ConfigDef.Type.INT)));
    }
}
