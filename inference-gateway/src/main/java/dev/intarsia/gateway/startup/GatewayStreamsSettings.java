package dev.intarsia.gateway.startup;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.service.streams.RocksDBMemory;
import dev.intarsia.service.streams.StreamsSettings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the gateway asks of Kafka Streams. */
final class GatewayStreamsSettings {
    private GatewayStreamsSettings() {}

    static Properties of(GatewayConfig config, RocksDBMemory memory) {
        GatewayConfig.State state = config.state();
        Map<String, Object> own = Map.of(
                // Freshness is what users wait for: a record is fetched when it is there.
                StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                100,
                StreamsConfig.POLL_MS_CONFIG,
                20,
                // Reading a record again leaves the stores as they are, so nothing need be written exactly once.
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.AT_LEAST_ONCE,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                state.commitInterval().toMillis(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                state.threads(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                state.standbyReplicas());
        Properties settings =
                StreamsSettings.of(config.kafka().applicationId(), config.kafka(), state.directory(), memory, own);
        config.http().advertised().ifPresent(address -> settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        return settings;
    }
}
