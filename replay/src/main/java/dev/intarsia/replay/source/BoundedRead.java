package dev.intarsia.replay.source;

import dev.intarsia.schemas.topic.Topic;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of a topic up to an end that is determined before the first record is read. */
public final class BoundedRead implements Closeable {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @throws UnusableSourceException where the servers are no addresses */
    public BoundedRead(String bootstrapServers) throws UnusableSourceException {
        this.bootstrapServers = bootstrapServers;
        try {
            this.consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            5000,
                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                            Topic.MAX_RECORD_BYTES,
                            // What is asked after a fetch, and the end, wait for its answer.
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                            5,
                            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                            (int) PATIENCE.toMillis()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * Hands over the records of a range, of each partition in order.
     *
     * @throws UnusableSourceException where there is no such topic, or no broker that answers
     */
    public void read(
            String topic, TopicRange range, ReadingListener listener, Consumer<ConsumerRecord<byte[], byte[]>> take)
            throws UnusableSourceException {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnusableSourceException("The broker at " + bootstrapServers + " has no topic " + topic
                        + "; check the servers and the topics' prefix.");
            }
            consumer.assign(partitions);
            // Of committed records: what a transaction that is still open has written lies behind this end.
            Map<TopicPartition, Long> newest = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = first(range.from(), consumer.beginningOffsets(partitions), newest);
            Map<TopicPartition, Long> ends = first(range.to(), newest, newest);
            begins.forEach(consumer::seek);
            read(begins, ends, listener, take);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Each partition's first offset that is not before the moment; {@code otherwise} where no moment is given. */
    private Map<TopicPartition, Long> first(
            Optional<Instant> moment, Map<TopicPartition, Long> otherwise, Map<TopicPartition, Long> newest) {
        if (moment.isEmpty()) {
            return otherwise;
        }
        Map<TopicPartition, Long> wanted = new HashMap<>();
        newest.keySet().forEach(partition -> wanted.put(partition, moment.get().toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        newest.forEach((partition, end) -> {
            OffsetAndTimestamp offset = found.get(partition);
            offsets.put(partition, offset == null ? end : Math.min(end, offset.offset()));
        });
        return offsets;
    }

    private void read(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            ReadingListener listener,
            Consumer<ConsumerRecord<byte[], byte[]>> take)
            throws UnusableSourceException {
        long all = left(begins, ends);
        long left = left(positions(ends), ends);
        long lastProgress = System.nanoTime();
        while (left > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    take.accept(record);
                }
            }
            long now = left(positions(ends), ends);
            if (now < left) {
                lastProgress = System.nanoTime();
                listener.at(1 - (double) now / all);
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new UnusableSourceException("The broker at " + bootstrapServers + " has sent nothing for "
                        + PATIENCE.toSeconds() + " s, with " + now + " records to come; see whether it is well.");
            }
            left = now;
        }
    }

    private Map<TopicPartition, Long> positions(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        ends.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private static long left(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private UnusableSourceException failed(KafkaException e) {
        return new UnusableSourceException(
                "The broker at " + bootstrapServers + " cannot be read from; see whether it runs there: "
                        + (e.getCause() == null ? e : e.getCause()).getMessage(),
                e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
