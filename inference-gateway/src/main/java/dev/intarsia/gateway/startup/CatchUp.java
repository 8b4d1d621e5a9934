package dev.intarsia.gateway.startup;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.service.progress.GroupPositions;
import dev.intarsia.service.progress.Position;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group of readers is behind what the topics held at one moment.
 *
 * @param held where each partition ended then
 */
record CatchUp(Map<TopicPartition, Position> held) {
    /** What the topics hold now. */
    static CatchUp from(GroupPositions positions, List<Topic<?, ?>> topics) {
        return new CatchUp(positions.of(topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList()));
    }

    /**
     * How many records were there and have not been taken in.
     *
     * @param local where the partitions stand that this instance reads
     */
    long behind(Map<TopicPartition, Position> local) {
        return local.entrySet().stream()
                .mapToLong(now -> held.containsKey(now.getKey())
                        ? Math.max(
                                0, held.get(now.getKey()).end() - now.getValue().read())
                        : 0)
                .sum();
    }
}
