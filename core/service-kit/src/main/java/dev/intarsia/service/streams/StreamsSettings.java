package dev.intarsia.service.streams;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * What every service that is a Kafka Streams application asks of Kafka Streams.
 *
 * @param applicationId its consumer group too, and its directory under the state directory
 * @param threads share the partitions
 * @param standbyReplicas how many other instances hold a copy of each store
 * @param commitInterval how often results become visible and the positions are kept
 */
public record StreamsSettings(
        String applicationId,
        String bootstrapServers,
        Path stateDirectory,
        int threads,
        int standbyReplicas,
        Duration commitInterval) {

    /** An instance that is back within this time finds its users where it left them; one that is killed loses them then. */
    public static final Duration SESSION = Duration.ofSeconds(10);

    public StreamsSettings {
        requireNonNull(applicationId);
        requireNonNull(bootstrapServers);
        requireNonNull(stateDirectory);
        requireNonNull(commitInterval);
    }

    /**
     * As Kafka Streams takes them. What this record holds is never overridden, since the lock of the state directory and the
     * look at the group's positions rest on it.
     *
     * @param memory of all stores; to be closed after the streams
     * @param service what one service asks beyond that, or otherwise
     * @param operator further settings, which override both
     */
    public Properties properties(RocksDBMemory memory, Map<String, ?> service, Map<String, String> operator) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_REQUEST_BYTES);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, DatedRecords.class);
        // Of internal topics alone, which are written again; what is on the catalogue's topics is read as bytes.
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemoryRocksDBConfig.class);
        settings.putAll(service);
        settings.putAll(operator);
        settings.put(BoundedMemoryRocksDBConfig.MEMORY, memory);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        return settings;
    }
}
