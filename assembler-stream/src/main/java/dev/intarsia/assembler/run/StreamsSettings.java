package dev.intarsia.assembler.run;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.schemas.topic.Topic;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** What the assembler asks of Kafka Streams. */
final class StreamsSettings {
    private StreamsSettings() {}

    /** The application's id, which is its consumer group too. */
    static String applicationId(AssemblerConfig config) {
        return config.kafka().topicPrefix().orElse("") + config.kafka().groupId();
    }

    static Properties of(AssemblerConfig config, RocksMemory memory) {
        AssemblerConfig.Kafka kafka = config.kafka();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(config));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, kafka.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, kafka.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, kafka.standbyReplicas());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.state().directory().toString());
        settings.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, config.state().cache());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        settings.put(BoundedRocks.MEMORY, memory);
        // An assembler that is back within this time finds its users, and their state, where it left them.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, DatedRecords.class);
        // Of the candidates alone, which are announced again; what is on the other topics is read as bytes.
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_REQUEST_BYTES);
        settings.putAll(kafka.properties());
        return settings;
    }
}
