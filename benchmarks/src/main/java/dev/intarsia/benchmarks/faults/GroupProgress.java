package dev.intarsia.benchmarks.faults;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is behind the end of a topic. */
record GroupProgress(Admin admin, String group, Topic<?, ?> topic) {
    private static final long GIVE_UP_NANOS = 180_000_000_000L;
    private static final long PAUSE_MILLIS = 100;

    /** Told how many records are left. */
    interface Listener {
        void left(long records) throws IOException;
    }

    /** Records that the group has not committed. */
    long left() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        IntStream.range(0, topic.partitions())
                .forEach(partition -> latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest()));
        Map<TopicPartition, Long> committed = new HashMap<>();
        BrokerAnswer.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> committed.put(partition, offset == null ? 0 : offset.offset()));
        return BrokerAnswer.await(admin.listOffsets(latest).all()).entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /**
     * Waits until nothing is left.
     *
     * @throws IllegalStateException where nothing was committed for minutes
     */
    void drain(Listener listener) throws InterruptedException, IOException {
        long before = Long.MAX_VALUE;
        long heard = System.nanoTime();
        for (long left = left(); left > 0; left = left()) {
            if (left < before) {
                heard = System.nanoTime();
            }
            before = left;
            listener.left(left);
            if (System.nanoTime() - heard > GIVE_UP_NANOS) {
                throw new IllegalStateException("The trainers committed nothing for three minutes, with " + left
                        + " records left; their logs beside the results say why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
