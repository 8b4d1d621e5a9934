package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.connect.WholePoll;
import dev.intarsia.trainer.state.StoreCheckpoint;
import dev.intarsia.trainer.state.TrainerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings partitions of the local store up to date with the log, a little at each step so that the trainer can go on with the
 * others: {@code events} up to the committed offset, {@code adapters}, {@code pieces} and {@code gates} to their ends. What the store has
 * already is not read again, unless it cannot be trusted. Not thread-safe.
 */
public final class StateRestorer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateRestorer.class);

    /** A compacted topic shows for a day that something was deleted. */
    private static final Duration TRUSTED = Duration.ofHours(12);

    /** The more of a user's events are written together, the less often the user is read. */
    private static final long FLUSH_BYTES = 32 << 20;

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Topics topics;
    private final RestoreReaders readers;
    private final TrainerStore store;
    private final RestoreListener listener;
    private final Map<Integer, Running> running = new LinkedHashMap<>();

    /**
     * @param consumer of no group; closed with this
     * @param admin for the ends of partitions; left open
     * @param listener told of each partition that is up to date
     */
    public StateRestorer(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Admin admin,
            Topics topics,
            RestoreReaders readers,
            RestoreListener listener) {
        this.consumer = requireNonNull(consumer);
        this.admin = requireNonNull(admin);
        this.topics = requireNonNull(topics);
        this.readers = requireNonNull(readers);
        this.store = readers.store();
        this.listener = requireNonNull(listener);
    }

    /** One partition under way: where each topic has to be read to, and what has been gathered. */
    private record Running(
            PartitionRestore restore,
            Map<TopicPartition, Long> ends,
            long committed,
            AtomicLong records,
            long started) {}

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
        StoreCheckpoint from = from(partition, events, ends);
        ends.keySet().forEach(one -> {
            if (from.positions().containsKey(one.topic())) {
                consumer.seek(one, from.position(one.topic()));
            }
        });
        running.put(
                partition,
                new Running(readers.begin(partition, from), ends, committed, new AtomicLong(), System.nanoTime()));
        log.debug("Reading partition {} back from {}: events up to offset {}, {}", partition, from, committed, ends);
    }

    /** What of a partition is in the store; where that cannot be gone on from, the partition is dropped there. */
    private StoreCheckpoint from(int partition, TopicPartition events, Map<TopicPartition, Long> ends) {
        String topicIds = topicIds();
        Optional<StoreCheckpoint> stored = store.checkpoint(partition);
        consumer.seekToBeginning(ends.keySet());
        long beginning = consumer.position(events);
        Optional<String> doubt = stored.flatMap(checkpoint -> doubt(checkpoint, topicIds, events, beginning, ends));
        doubt.ifPresent(why -> log.warn(
                "The local store of partition {} cannot be gone on from, since {}; making it again from the topics",
                partition,
                why));
        if (stored.isPresent() && doubt.isEmpty()) {
            return stored.get();
        }
        store.drop(partition);
        return new StoreCheckpoint(topicIds, Map.of(), true, beginning > 0, Instant.MAX, Instant.now());
    }

    private static Optional<String> doubt(
            StoreCheckpoint stored,
            String topicIds,
            TopicPartition events,
            long beginning,
            Map<TopicPartition, Long> ends) {
        if (!stored.log().equals(topicIds)) {
            return Optional.of("it is of other topics");
        }
        if (stored.asOf().plus(TRUSTED).isBefore(Instant.now())) {
            return Optional.of("it is of " + stored.asOf() + ", and what was deleted since may show no longer");
        }
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (stored.position(end.getKey().topic()) > end.getValue()) {
                return Optional.of("it is ahead of " + end.getKey() + ", which is to be read to " + end.getValue());
            }
        }
        return stored.positions().getOrDefault(events.topic(), beginning) < beginning
                ? Optional.of("events after it have left the log")
                : Optional.empty();
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

    /** Topics that were deleted and made again have other ids. */
    private String topicIds() {
        List<String> names = List.of(
                topics.events().name(),
                topics.adapters().name(),
                topics.pieces().name(),
                topics.gates().name());
        Map<String, TopicDescription> described =
                BrokerAnswer.await(admin.describeTopics(names).allTopicNames());
        return names.stream()
                .map(name -> requireNonNull(described.get(name), name).topicId().toString())
                .collect(Collectors.joining(" "));
    }

    public boolean busy() {
        return !running.isEmpty();
    }

    /** Stops reading a partition back; one that is not under way is passed over. */
    public void cancel(int partition) {
        Running cancelled = running.remove(partition);
        if (cancelled != null) {
            release(cancelled);
        }
    }

    /**
     * Reads some more.
     *
     * @param complete takes the partitions that are up to date
     * @return those partitions, with the offset where the group goes on
     */
    Map<Integer, Long> step(Duration wait, BiConsumer<Integer, Restored> complete) {
        Map<Integer, Long> finished = new HashMap<>();
        if (running.isEmpty()) {
            return finished;
        }
        int first = running.keySet().iterator().next();
        readOnly(first);
        List<Runnable> changes = WholePoll.poll(consumer, wait, this::change);
        if (changes.isEmpty()) {
            // It may wait for a transaction that is open, for which the others need not.
            running.put(first, requireNonNull(running.remove(first)));
        }
        changes.forEach(Runnable::run);
        for (Map.Entry<Integer, Running> entry : List.copyOf(running.entrySet())) {
            Running one = entry.getValue();
            if (complete(one)) {
                complete.accept(entry.getKey(), one.restore().finish(positions(one)));
                running.remove(entry.getKey());
                release(one);
                finished.put(entry.getKey(), one.committed());
                listener.restored(
                        entry.getKey(), one.records().get(), Duration.ofNanos(System.nanoTime() - one.started()));
            }
        }
        flush();
        return finished;
    }

    /** The same for a trainer's own partitions. */
    public Map<Integer, Long> step(Duration wait, AssignedPartitions held) {
        return step(wait, held::add);
    }

    private void flush() {
        long waiting = running.values().stream()
                .mapToLong(one -> one.restore().waiting())
                .sum();
        if (waiting >= FLUSH_BYTES) {
            Running most = Collections.max(
                    running.values(),
                    Comparator.comparingLong(one -> one.restore().waiting()));
            most.restore().flush(positions(most));
        }
    }

    /** One partition at a time: the fewer users at once, the more of each user's events are written together. */
    private void readOnly(int partition) {
        Map<Boolean, List<TopicPartition>> isIt =
                consumer.assignment().stream().collect(Collectors.partitioningBy(at -> at.partition() == partition));
        consumer.pause(requireNonNull(isIt.get(false)));
        consumer.resume(requireNonNull(isIt.get(true)));
    }

    private Map<String, Long> positions(Running one) {
        Map<String, Long> positions = new HashMap<>();
        one.ends().forEach((at, end) -> positions.put(at.topic(), Math.min(end, consumer.position(at))));
        return positions;
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
        if (record.offset() < one.ends().getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
            one.records().incrementAndGet();
        }
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
    }
}
