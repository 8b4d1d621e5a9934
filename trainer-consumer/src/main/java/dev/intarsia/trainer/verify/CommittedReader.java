package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from their beginning, committed records only. Not thread-safe. */
public final class CommittedReader {
    private static final Duration WAIT = Duration.ofMillis(200);
    /** Longer than transactions stay open whose producers are gone. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Duration silence;
    private final VerificationProgress progress;

    /**
     * @param consumer of no group, reading committed records; closed by whoever made it, as {@code admin}
     * @param silence how long the broker may give nothing
     */
    public CommittedReader(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Admin admin,
            Duration silence,
            VerificationProgress progress) {
        this.silence = requireNonNull(silence);
        this.consumer = requireNonNull(consumer);
        this.admin = requireNonNull(admin);
        this.progress = requireNonNull(progress);
    }

    /**
     * Where partitions end, with what open transactions have written: who reads committed records up to there waits until
     * these are decided, and so misses nothing of a transaction whose offsets are seen as committed already.
     */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        BrokerAnswer.await(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** Whether a partition's first records are gone. */
    boolean cut(TopicPartition partition) {
        return requireNonNull(consumer.beginningOffsets(List.of(partition)).get(partition)) > 0;
    }

    /**
     * Reads partitions up to given offsets.
     *
     * @param stage what this is, for whoever waits
     * @throws IllegalStateException where the broker gives nothing for too long
     */
    public void read(Map<TopicPartition, Long> ends, String stage, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        long begin = positions(ends);
        long total = ends.values().stream().mapToLong(Long::longValue).sum() - begin;
        long heard = System.nanoTime();
        for (long done = 0; !complete(ends); ) {
            consumer.poll(WAIT).forEach(record -> {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    each.accept(record);
                }
            });
            long now = positions(ends) - begin;
            heard = now == done ? heard : System.nanoTime();
            done = now;
            progress.at(stage, Math.min(done, total), total);
            if (System.nanoTime() - heard > silence.toNanos()) {
                throw new IllegalStateException("Reading " + ends.keySet() + " came no further than to record " + done
                        + " of " + total + " within " + silence.toSeconds()
                        + " s; see whether the broker is there and a transaction hangs"
                        + " (kafka-transactions find-hanging).");
            }
        }
    }

    private long positions(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private boolean complete(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
