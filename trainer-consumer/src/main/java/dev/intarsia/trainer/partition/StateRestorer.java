package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.connect.WholePoll;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions back from the log, a little at each step so that the trainer can go on with the others: {@code events}
 * up to the committed offset, {@code adapters}, {@code pieces} and {@code gates} to their ends. Not thread-safe.
 */
public final class StateRestorer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateRestorer.class);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Topics topics;
    private final RestoreReaders readers;
    private final Map<Integer, Running> running = new HashMap<>();

    /**
     * @param consumer of no group; closed with this
     * @param admin for the ends of partitions; closed with this
     */
    public StateRestorer(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Admin admin,
            Topics topics,
            RestoreReaders readers) {
        this.consumer = requireNonNull(consumer);
        this.admin = requireNonNull(admin);
        this.topics = requireNonNull(topics);
        this.readers = requireNonNull(readers);
    }

    /** One partition under way: where each topic has to be read to, and what has been gathered. */
    private record Running(PartitionRestore restore, Map<TopicPartition, Long> ends, long committed, long started) {}

    /**
     * Begins to read a partition back. What users decided before the events up to {@code committed} came must have been
     * read.
     *
     * @param committed where the group goes on in {@code events}
     */
    public void begin(int partition, long committed) {
        TopicPartition events = new TopicPartition(topics.events().name(), partition);
        TopicPartition adapters = new TopicPartition(topics.adapters().name(), partition);
        TopicPartition pieces = new TopicPartition(topics.pieces().name(), partition);
        TopicPartition gates = new TopicPartition(topics.gates().name(), partition);
        Map<TopicPartition, Long> ends = new HashMap<>(writtenEnds(List.of(adapters, pieces, gates)));
        ends.put(events, committed);
        Set<TopicPartition> reading = new HashSet<>(consumer.assignment());
        reading.addAll(ends.keySet());
        consumer.assign(reading);
        consumer.seekToBeginning(ends.keySet());
        boolean logTruncated = consumer.position(events) > 0;
        running.put(partition, new Running(readers.begin(partition, logTruncated), ends, committed, System.nanoTime()));
        log.info("Reading partition {} back from the log: events up to offset {}, {}", partition, committed, ends);
    }

    /**
     * The ends including what an earlier owner's last transaction wrote: reading committed records up to them waits
     * until that transaction is decided.
     */
    private Map<TopicPartition, Long> writtenEnds(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                BrokerAnswer.await(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        found.forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    public boolean busy() {
        return !running.isEmpty();
    }

    /** Stops reading a partition back; one that is not under way is passed over. */
    public void cancel(int partition) {
        Running cancelled = running.remove(partition);
        if (cancelled != null) {
            cancelled.restore().cancel();
            release(cancelled);
        }
    }

    /**
     * Reads some more.
     *
     * @param held takes the partitions that are complete
     * @return those partitions, with the offset where the group goes on
     */
    public Map<Integer, Long> step(Duration wait, AssignedPartitions held) {
        Map<Integer, Long> finished = new HashMap<>();
        if (running.isEmpty()) {
            return finished;
        }
        WholePoll.poll(consumer, wait, this::change).forEach(Runnable::run);
        for (Map.Entry<Integer, Running> entry : List.copyOf(running.entrySet())) {
            if (complete(entry.getValue())) {
                running.remove(entry.getKey());
                release(entry.getValue());
                held.add(entry.getValue().restore().finish());
                finished.put(entry.getKey(), entry.getValue().committed());
                log.info(
                        "Partition {} is read back after {} ms; {} users are held",
                        entry.getKey(),
                        (System.nanoTime() - entry.getValue().started()) / 1_000_000,
                        held.users());
            }
        }
        return finished;
    }

    /** How many records are still to be read. */
    public long remaining() {
        return running.values().stream()
                .flatMap(one -> one.ends().entrySet().stream())
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private Runnable change(ConsumerRecord<byte[], byte[]> record) {
        Running one = requireNonNull(running.get(record.partition()));
        Consumer<PartitionRestore> change = readers.read(record, one.committed());
        return () -> readers.apply(record, () -> change.accept(one.restore()));
    }

    private boolean complete(Running one) {
        return one.ends().entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void release(Running one) {
        Stream<TopicPartition> others =
                consumer.assignment().stream().filter(partition -> !one.ends().containsKey(partition));
        consumer.assign(others.toList());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
