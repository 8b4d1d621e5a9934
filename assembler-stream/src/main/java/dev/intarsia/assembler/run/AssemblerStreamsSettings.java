package dev.intarsia.assembler.run;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.service.streams.RocksDBMemory;
import dev.intarsia.service.streams.StreamsSettings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the assembler asks of Kafka Streams. */
final class AssemblerStreamsSettings {
    private AssemblerStreamsSettings() {}

    static Properties of(AssemblerConfig config, RocksDBMemory memory) {
        AssemblerConfig.Kafka kafka = config.kafka();
        AssemblerConfig.State state = config.state();
        Map<String, Object> own = Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                kafka.commitInterval().toMillis(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                kafka.threads(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                kafka.standbyReplicas(),
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                state.cache(),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        return StreamsSettings.of(kafka.applicationId(), kafka, state.directory(), memory, own);
    }
}
