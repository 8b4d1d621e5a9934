package dev.intarsia.benchmarks.trainer;

import dev.intarsia.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long each partition's events wait for a trainer, seen on {@code signatures}: of every event one is committed there.
 * Not thread-safe.
 */
final class PartitionPause implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final long GIVE_UP_NANOS = 300_000_000_000L;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, Long> last = new HashMap<>();
    private final Map<Integer, Double> longest = new TreeMap<>();

    /** @param topics whose signatures are read from their end on */
    PartitionPause(String bootstrapServers, Topics topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < topics.signatures().partitions(); partition++) {
            partitions.add(new TopicPartition(topics.signatures().name(), partition));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Takes what has come. */
    void read() {
        consumer.poll(WAIT).forEach(record -> {
            long now = System.nanoTime();
            Long before = last.put(record.partition(), now);
            if (before != null) {
                longest.merge(record.partition(), (now - before) / 1e6, Math::max);
            }
        });
    }

    /**
     * Reads until every partition has had a signature since now.
     *
     * @throws IllegalStateException where one has none for five minutes
     */
    void readEach() {
        long since = System.nanoTime();
        while (last.size() < consumer.assignment().size()
                || last.values().stream().anyMatch(at -> at < since)) {
            if (System.nanoTime() - since > GIVE_UP_NANOS) {
                throw new IllegalStateException(
                        "A partition has had no signature for five minutes; the trainers' logs say why.");
            }
            read();
        }
    }

    /** Forgets what was read; the next gap of a partition begins with its latest signature. */
    void begin() {
        longest.clear();
    }

    /** The longest gap of each partition, milliseconds. */
    Map<Integer, Double> longest() {
        return new TreeMap<>(longest);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
