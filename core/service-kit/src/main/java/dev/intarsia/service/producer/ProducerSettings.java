package dev.intarsia.service.producer;

import dev.intarsia.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How producers of events are set up: idempotent, acknowledged by all replicas, and never waiting long. */
public final class ProducerSettings {
    private static final int LINGER_MILLIS = 5;
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);

    private ProducerSettings() {}

    /**
     * The settings.
     *
     * @param id the client's id
     * @param client where the brokers are, and what a secured or tuned broker needs; wins over ours
     * @param timeout until a record that is not acknowledged has failed
     */
    public static Map<String, Object> of(String id, Map<String, Object> client, Duration timeout) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, id);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(min(timeout, LONGEST_BLOCK)));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(timeout.dividedBy(2)));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(timeout));
        settings.putAll(client);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
