package dev.intarsia.trainer.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Polls all or nothing: either all records of a poll are read, or none and the consumer keeps its position. */
public final class WholePoll {
    private WholePoll() {}

    /**
     * Polls once.
     *
     * @param read of each record; what it throws is thrown on after the consumer was set back
     */
    public static <T> List<T> poll(
            Consumer<byte[], byte[]> consumer, Duration timeout, Function<ConsumerRecord<byte[], byte[]>, T> read) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
        try {
            List<T> all = new ArrayList<>(records.count());
            records.forEach(record -> all.add(read.apply(record)));
            return all;
        } catch (RuntimeException e) {
            for (TopicPartition partition : records.partitions()) {
                consumer.seek(partition, records.records(partition).get(0).offset());
            }
            throw e;
        }
    }
}
