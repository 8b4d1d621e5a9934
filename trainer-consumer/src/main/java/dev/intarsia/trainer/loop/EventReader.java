package dev.intarsia.trainer.loop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code events} as a member of the group. A partition that comes is paused until it is opened, and a batch's
 * records count as read only once it was committed. Not thread-safe.
 */
final class EventReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventReader.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final int maxEvents;
    private final Duration linger;
    private final IntConsumer gone;
    private final Deque<ConsumerRecord<byte[], byte[]>> buffer = new ArrayDeque<>();
    private final Set<Integer> arrived = new HashSet<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, Integer> blamed = new HashMap<>();
    private boolean joined;

    /**
     * @param maxEvents records in a batch, at most
     * @param linger how long to wait for more records once there is one
     * @param gone told of each partition that went to another member
     */
    EventReader(Consumer<byte[], byte[]> consumer, String topic, int maxEvents, Duration linger, IntConsumer gone) {
        this.consumer = requireNonNull(consumer);
        this.topic = requireNonNull(topic);
        this.maxEvents = maxEvents;
        this.linger = requireNonNull(linger);
        this.gone = requireNonNull(gone);
    }

    /** Becomes a member of the group; doing it again changes nothing. */
    void join() {
        if (consumer.subscription().isEmpty()) {
            consumer.subscribe(List.of(topic), new Ownership());
        }
    }

    /** Keeps the membership alive and gathers records of the open partitions, up to a batch. */
    void poll(Duration wait) {
        if (buffer.size() >= maxEvents) {
            return;
        }
        consumer.poll(buffer.isEmpty() ? wait : Duration.ZERO).forEach(buffer::add);
        long deadline = System.nanoTime() + linger.toNanos();
        while (!buffer.isEmpty() && buffer.size() < maxEvents && deadline - System.nanoTime() > 0) {
            consumer.poll(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                    .forEach(buffer::add);
        }
    }

    /**
     * The next batch; it stays in the reader until {@link #committed}.
     *
     * @param most records it may have
     */
    List<ConsumerRecord<byte[], byte[]>> batch(int most) {
        return buffer.stream().limit(most).toList();
    }

    /**
     * Where to go on after a batch, per partition.
     *
     * @param inARow records to blame, with none between them that could be worked on; 0 is also written where a partition
     *     without records in the batch has more
     */
    Map<TopicPartition, OffsetAndMetadata> offsetsAfter(List<ConsumerRecord<byte[], byte[]>> batch, int inARow) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        if (inARow == 0) {
            next.forEach((partition, offset) -> {
                if (blamed.containsKey(partition)) {
                    offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset));
                }
            });
        }
        batch.forEach(record -> offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), BlameMark.of(inARow))));
        return offsets;
    }

    /** A batch was committed with {@link #offsetsAfter}: its records are behind us. */
    void committed(List<ConsumerRecord<byte[], byte[]>> batch, int inARow) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            buffer.remove();
            next.put(record.partition(), record.offset() + 1);
            if (inARow > 0) {
                blamed.put(record.partition(), inARow);
            }
        }
        if (inARow == 0) {
            blamed.keySet().removeAll(next.keySet());
        }
    }

    /** How many records in a row were to blame by what is committed for the partitions that came. */
    int blamedInARow() {
        return blamed.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Goes back to what was last committed. */
    void rewind() {
        buffer.clear();
        next.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
    }

    /** Treats every partition that is ours as gone and newly come. */
    void restart() {
        Set<TopicPartition> ours = consumer.assignment();
        consumer.pause(ours);
        ours.forEach(partition -> {
            letGo(partition.partition());
            arrived.add(partition.partition());
        });
    }

    /** Partitions that have come and that nobody has begun to read back, with the offset where the group goes on. */
    Map<Integer, Long> arrivals(Duration timeout) {
        if (arrived.isEmpty()) {
            return Map.of();
        }
        Set<TopicPartition> partitions = new HashSet<>();
        arrived.forEach(partition -> partitions.add(new TopicPartition(topic, partition)));
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, timeout);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, timeout);
        Map<Integer, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata at = committed.get(partition);
            long begin = requireNonNull(first.get(partition));
            if (at != null && at.offset() < begin) {
                log.warn(
                        "{} offsets {} to {} were deleted before they were read; going on after them",
                        partition,
                        at.offset(),
                        begin - 1);
            }
            offsets.put(partition.partition(), at == null ? begin : Math.max(begin, at.offset()));
            if (at != null && BlameMark.read(at) > 0) {
                blamed.put(partition.partition(), BlameMark.read(at));
            }
        }
        return offsets;
    }

    /** A partition that has come is being read back. */
    void begun(int partition) {
        arrived.remove(partition);
    }

    /** Begins to read a partition. */
    void open(int partition, long offset) {
        TopicPartition at = new TopicPartition(topic, partition);
        next.put(partition, offset);
        consumer.seek(at, offset);
        consumer.resume(List.of(at));
    }

    String topic() {
        return topic;
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** Whether the group has told this member what is its own, if only nothing. */
    boolean joined() {
        return joined;
    }

    /** How many records of open partitions are known to be waiting. */
    long lag() {
        return next.keySet().stream()
                        .map(partition -> new TopicPartition(topic, partition))
                        // Below zero just after a seek, until the broker has said where the end is.
                        .mapToLong(partition ->
                                Math.max(0, consumer.currentLag(partition).orElse(0)))
                        .sum()
                + buffer.size();
    }

    void wakeup() {
        consumer.wakeup();
    }

    /** Leaves the group, so that the others have the partitions at once. */
    @Override
    public void close() {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private void letGo(int partition) {
        arrived.remove(partition);
        next.remove(partition);
        blamed.remove(partition);
        buffer.removeIf(record -> record.partition() == partition);
        gone.accept(partition);
    }

    /** Keeps track of what is ours. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            consumer.pause(partitions);
            partitions.forEach(partition -> arrived.add(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> letGo(partition.partition()));
        }
    }
}
