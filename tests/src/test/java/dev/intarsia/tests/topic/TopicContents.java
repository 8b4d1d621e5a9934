package dev.intarsia.tests.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads what was committed to a topic, from its beginning to what is its end now. */
public final class TopicContents {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TopicContents() {}

    /** In the order of each partition. */
    public static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, String topic) {
        return of(bootstrapServers, topic, record -> record);
    }

    /** The same of more records than may be held: only what {@code kept} makes of each is. */
    public static <T> List<T> of(
            String bootstrapServers, String topic, Function<ConsumerRecord<byte[], byte[]>, T> kept) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        // A close waits for the broker to answer the last request for more.
                        "fetch.max.wait.ms", "5"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> records = new ArrayList<>();
            Awaitility.await("the end of " + topic)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(kept.apply(record)));
                        return partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each));
                    });
            return records;
        }
    }
}
