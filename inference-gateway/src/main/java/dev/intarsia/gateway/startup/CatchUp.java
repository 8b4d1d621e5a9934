package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a group of readers is behind what the topics held at one moment. */
final class CatchUp {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, Long> targets;

    private CatchUp(Admin admin, String group, Map<TopicPartition, Long> targets) {
        this.admin = admin;
        this.group = group;
        this.targets = targets;
    }

    /** What the topics hold now, empty partitions aside. */
    static CatchUp from(Admin admin, String group, List<String> topics)
            throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> partitions(topic).stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> targets = offsets(admin, partitions, OffsetSpec.latest());
        targets.entrySet().removeIf(target -> target.getValue().equals(begins.get(target.getKey())));
        return new CatchUp(admin, group, targets);
    }

    /**
     * How many records of these partitions were there and have not been taken in.
     *
     * @param local the partitions this instance reads
     */
    long behind(Collection<TopicPartition> local) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long behind = 0;
        for (TopicPartition partition : local) {
            long target = targets.getOrDefault(partition, 0L);
            OffsetAndMetadata position = read.get(partition);
            behind += Math.max(0, target - (position == null ? 0 : position.offset()));
        }
        return behind;
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> which)), COMMITTED)
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(requireNonNull(partition), found.offset()));
        return offsets;
    }
}
