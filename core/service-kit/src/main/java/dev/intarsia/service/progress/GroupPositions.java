package dev.intarsia.service.progress;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks the broker how far a group has read. */
public final class GroupPositions {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final String group;

    /** @param admin stays the caller's to close */
    public GroupPositions(Admin admin, String group) {
        this.admin = requireNonNull(admin);
        this.group = requireNonNull(group);
    }

    /**
     * Where the group stands on these partitions; what it has never read it has read up to what is still there.
     *
     * @throws KafkaException where the broker does not say
     */
    public Map<TopicPartition, Position> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> read =
                BrokerAnswer.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Position> positions = new HashMap<>();
        ends.forEach((partition, end) -> {
            @Nullable OffsetAndMetadata at = read.get(partition);
            long begin = requireNonNull(begins.get(partition)).offset();
            positions.put(partition, new Position(at == null ? begin : Math.max(begin, at.offset()), end.offset()));
        });
        return positions;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        return BrokerAnswer.await(admin.listOffsets(asked, COMMITTED).all());
    }
}
