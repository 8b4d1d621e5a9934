package dev.intarsia.gateway.startup;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.schemas.topic.Topic;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told. */
public final class StreamSettings {
    /** Until then nobody answers for the users of a gateway that was killed. */
    static final Duration SESSION = Duration.ofSeconds(10);

    private StreamSettings() {}

    public static Properties of(GatewayConfig.Kafka kafka, GatewayConfig.State state, GatewayConfig.Http http) {
        Properties settings = new Properties();
        // Freshness is what users wait for: a record is fetched when it is there.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        settings.put(StreamsConfig.POLL_MS_CONFIG, 20);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_REQUEST_BYTES);
        // Reading a record again leaves the stores as they are, so nothing need be written exactly once.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, DatedRecords.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, ForgetfulRocks.class);
        settings.putAll(kafka.settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topicPrefix().orElse("") + kafka.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.directory().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, state.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, state.standbyReplicas());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, state.commitInterval().toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        http.advertised().ifPresent(address -> settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        return settings;
    }
}
