package dev.intarsia.trainer.work;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Up to where a transaction brings the topics, by the acknowledgements of its records. Thread-safe. */
public final class WrittenPositions implements Callback {
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata written, @Nullable Exception failed) {
        if (failed == null && written != null && written.hasOffset()) {
            reached(new TopicPartition(written.topic(), written.partition()), written.offset() + 1);
        }
    }

    /** The first offset of a partition that is not worked on. */
    public void reached(TopicPartition partition, long position) {
        positions.merge(partition, position, Math::max);
    }

    /** The positions by partition and topic. */
    public Map<Integer, Map<String, Long>> byPartition() {
        Map<Integer, Map<String, Long>> all = new HashMap<>();
        positions.forEach((at, position) ->
                all.computeIfAbsent(at.partition(), key -> new HashMap<>()).put(at.topic(), position));
        return all;
    }
}
