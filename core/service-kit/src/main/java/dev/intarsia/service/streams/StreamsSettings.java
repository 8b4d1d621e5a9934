package dev.intarsia.service.streams;

import dev.intarsia.schemas.config.KafkaSection;
import dev.intarsia.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** What every service that is a Kafka Streams application asks of Kafka Streams. */
public final class StreamsSettings {
    /** An instance that is back within this time finds its users where it left them; one that is killed loses them then. */
    public static final Duration SESSION = Duration.ofSeconds(10);

    private StreamsSettings() {}

    /**
     * As Kafka Streams takes them. An operator's further settings override all but the brokers, and the application's id and
     * directory: the lock of the state directory and the look at the group's positions rest on those.
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
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        return settings;
    }
}
