package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.connect.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of {@code events} from their beginnings and writes a null for each record that is to go and has none
 * yet. A second sweep over the same log writes nothing, so it does not matter where one before has stopped.
 */
final class EventSweep {
    private static final Duration WAIT = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Topics topics;
    private final TopicReader<EventKey, BehaviorEvent> events;
    private final TopicWriter<EventKey, BehaviorEvent> nulls;
    private final TopicReader<ErasureKey, ErasureProgress> reports;
    private final TopicWriter<ErasureKey, ErasureProgress> progress;
    private final Duration settled;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile boolean stopped;

    /** @param settled no event from before an erasure is written later than this after it */
    EventSweep(KafkaClients clients, Topics topics, AvroSerdes serdes, Duration settled) {
        this.clients = requireNonNull(clients);
        this.topics = requireNonNull(topics);
        this.events = serdes.readerOfAll(topics.events());
        this.nulls = serdes.writer(topics.events());
        this.reports = serdes.reader(topics.erasures());
        this.progress = serdes.writer(topics.erasures());
        this.settled = requireNonNull(settled);
    }

    /**
     * Runs once.
     *
     * @throws KafkaException where the broker does not answer; what was written stays
     */
    EventSweepCounts run(SweepOrder order) {
        try (Consumer<byte[], byte[]> consumer = clients.freeConsumer("sweep");
                Producer<byte[], byte[]> producer = clients.plainProducer("sweep");
                Admin admin = clients.admin()) {
            reading = consumer;
            if (stopped) {
                return EventSweepCounts.NONE;
            }
            EventsCleanup cleanup = EventsCleanup.of(admin, topics.events().name());
            ErasureReports known = new ErasureReports(reports);
            if (order.erased().values().stream().anyMatch(keys -> !keys.isEmpty())) {
                known.read(consumer);
            }
            return new Run(order, cleanup, known, consumer, producer).run();
        } finally {
            reading = null;
        }
    }

    /** Ends the sweep under way, with a {@link KafkaException}, and begins no other. */
    void stop() {
        stopped = true;
        Consumer<byte[], byte[]> open = reading;
        if (open != null) {
            open.wakeup();
        }
    }

    /** One pass. */
    private final class Run {
        private final SweepOrder order;
        private final EventsCleanup cleanup;
        private final ErasureReports known;
        private final Consumer<byte[], byte[]> consumer;
        private final Producer<byte[], byte[]> producer;
        private final Instant expired;
        private EventSweepCounts result = EventSweepCounts.NONE;
        private volatile @Nullable Exception failure;

        Run(
                SweepOrder order,
                EventsCleanup cleanup,
                ErasureReports known,
                Consumer<byte[], byte[]> consumer,
                Producer<byte[], byte[]> producer) {
            this.order = order;
            this.cleanup = cleanup;
            this.known = known;
            this.consumer = consumer;
            this.producer = producer;
            this.expired = cleanup.expiredBefore(order.begun());
        }

        EventSweepCounts run() {
            new TreeMap<>(order.erased()).forEach((partition, erased) -> sweep(partition, pending(erased)));
            return result;
        }

        private Map<ConsentKey, NavigableSet<Instant>> pending(Map<ConsentKey, NavigableSet<Instant>> erased) {
            Map<ConsentKey, NavigableSet<Instant>> pending = new LinkedHashMap<>();
            erased.forEach((key, moments) -> {
                NavigableSet<Instant> open = new TreeSet<>(moments);
                open.removeIf(moment -> known.complete(ErasureKey.erasure(key, moment)));
                if (!open.isEmpty()) {
                    pending.put(key, open);
                }
            });
            return pending;
        }

        private void sweep(int partition, Map<ConsentKey, NavigableSet<Instant>> pending) {
            PartitionSweep found = new PartitionSweep(events, pending, expired);
            read(new TopicPartition(topics.events().name(), partition), found);
            Map<PartitionSweep.Reason, Long> removed = new HashMap<>();
            if (cleanup.compacts()) {
                found.due().forEach((key, reason) -> {
                    producer.send(nulls.record(topics.events().partitions(), key, null), this::written);
                    removed.merge(reason, 1L, Long::sum);
                });
                flush();
            }
            pending.forEach((key, moments) -> moments.forEach(moment -> {
                PartitionSweep.Reason reason = new PartitionSweep.Reason(key, moment);
                report(reason, removed.getOrDefault(reason, 0L), left(found, reason));
            }));
            flush();
            removed.forEach((reason, records) ->
                    result = reason.erased() == null ? result.and(0, records, 0) : result.and(records, 0, 0));
        }

        private void written(@Nullable RecordMetadata metadata, @Nullable Exception e) {
            if (e != null) {
                failure = e;
            }
        }

        /** Only what the broker has is reported as removed. */
        private void flush() {
            producer.flush();
            Exception failed = failure;
            if (failed != null) {
                throw failed instanceof KafkaException kafka ? kafka : new KafkaException(failed);
            }
        }

        private void read(TopicPartition partition, PartitionSweep found) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    if (!found.take(record)) {
                        return;
                    }
                }
            }
        }

        /** Where the topic is not compacted, nothing but age takes a record out. */
        private PartitionSweep.Left left(PartitionSweep found, PartitionSweep.Reason reason) {
            PartitionSweep.Left left = found.left(reason);
            if (cleanup.compacts()) {
                return left;
            }
            long more = found.due().values().stream().filter(reason::equals).count();
            return more == 0 ? left : left.and(new PartitionSweep.Left(more, reason.moment()));
        }

        private void report(PartitionSweep.Reason reason, long removed, PartitionSweep.Left left) {
            String erasure = ErasureKey.erasure(requireNonNull(reason.erased()), reason.moment());
            boolean complete = order.stateIsGone()
                    && !order.begun().isBefore(reason.moment().plus(settled));
            ErasureProgress before = known.of(erasure).orElse(null);
            Instant now = Instant.now();
            Instant finalBy = before != null && removed == 0 ? before.getFinalBy() : cleanup.erasedBy(now);
            if (left.records() > 0) {
                Instant aged = cleanup.agedBy(left.newest());
                finalBy = aged.isAfter(finalBy) ? aged : finalBy;
            }
            String place = topics.events().name();
            long sum = removed + (before == null ? 0 : before.getRemoved().getOrDefault(place, 0L));
            if (before != null && removed == 0 && before.getComplete() == complete) {
                result = result.and(0, 0, complete ? 0 : 1);
                return;
            }
            ErasureProgress after = ErasureProgress.newBuilder()
                    .setErasure(erasure)
                    .setPart(ErasureKey.TRAINER_EVENTS)
                    .setMoment(reason.moment())
                    .setRecordedAt(now)
                    .setRemoved(Map.of(place, sum))
                    .setLeft(left.records() == 0 ? Map.of() : Map.of(place, left.records()))
                    .setComplete(complete)
                    .setFinalBy(finalBy)
                    .build();
            producer.send(
                    progress.record(
                            topics.erasures().partitions(), new ErasureKey(erasure, ErasureKey.TRAINER_EVENTS), after),
                    this::written);
            known.put(after);
            result = result.and(0, 0, complete ? 0 : 1);
        }
    }
}
