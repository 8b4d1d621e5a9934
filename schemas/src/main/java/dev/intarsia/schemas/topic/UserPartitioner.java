package dev.intarsia.schemas.topic;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * The producer's {@code partitioner.class}: everything of one user goes to one partition number. A
 * {@link ModuleKey} or {@link EventKey} goes where its user goes; any other key where Kafka's own partitioner puts it.
 */
public final class UserPartitioner implements Partitioner {
    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        int count = cluster.partitionCountForTopic(topic);
        if (key instanceof ModuleKey moduleKey) {
            return Topic.partition(KeyFormat.MODULE.partitioningBytes().apply(moduleKey), count);
        }
        if (key instanceof EventKey eventKey) {
            return Topic.partition(KeyFormat.EVENT.partitioningBytes().apply(eventKey), count);
        }
        byte[] bytes = keyBytes != null ? keyBytes : valueBytes;
        return bytes == null ? 0 : Topic.partition(bytes, count);
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
