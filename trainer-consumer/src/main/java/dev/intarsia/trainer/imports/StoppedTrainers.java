package dev.intarsia.trainer.imports;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Makes sure that no trainer of a group runs: one that does has the user's state in memory, and would write over the import. */
final class StoppedTrainers {
    private static final long PAUSE_MILLIS = 200;
    /** A name that no member has; the broker takes offsets under it only while the group has no members. */
    private static final String NOBODY = "adapter-import";

    private final Admin admin;
    private final String group;
    private final Duration patience;

    /** @param patience how long to wait for the sessions of trainers that have been stopped to end */
    StoppedTrainers(Admin admin, String group, Duration patience) {
        this.admin = requireNonNull(admin);
        this.group = requireNonNull(group);
        this.patience = requireNonNull(patience);
    }

    /**
     * Waits until the group has no members.
     *
     * @throws IllegalStateException where it still has some after that time
     */
    void await() {
        long giveUp = System.nanoTime() + patience.toNanos();
        for (String members = members(); !members.isEmpty(); members = members()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("A trainer of the consumer group " + group + " runs (" + members
                        + "). Stop all trainers of the group, import, and start them again.");
            }
            pause();
        }
    }

    private String members() {
        try {
            ConsumerGroupDescription described = requireNonNull(BrokerAnswer.await(
                            admin.describeConsumerGroups(List.of(group)).all())
                    .get(group));
            return described.members().stream()
                    .map(MemberDescription::clientId)
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (GroupIdNotFoundException e) {
            return "";
        }
    }

    /**
     * Where the group goes on in a partition, once no transaction is open that says; null where it has committed nothing.
     *
     * @throws IllegalStateException where a transaction stays open
     */
    @Nullable
    OffsetAndMetadata committed(TopicPartition partition) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> found = BrokerAnswer.await(admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(group));
            if (found.containsKey(partition)) {
                return found.get(partition);
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("A transaction of the group " + group + " is open on " + partition
                        + "; see whether its trainer hangs, and import again.");
            }
            pause();
        }
    }

    /**
     * Under what name offsets are committed with the import: the broker refuses them, and with them the whole transaction,
     * where a trainer has joined the group meanwhile.
     */
    @SuppressWarnings("removal") // No consumer gives the metadata of a member that there is not.
    ConsumerGroupMetadata nobody() {
        return new ConsumerGroupMetadata(group, -1, NOBODY, Optional.empty());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
