package dev.intarsia.benchmarks.faults;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The newest module of every user on a topic of adapters.
 *
 * @param modules by user and module
 */
record FinalAdapters(Map<String, AdapterModule> modules) {
    /**
     * How two runs differ.
     *
     * @param largest absolute difference of a weight, where both have the same version
     * @param apart modules that have another version, or none, with both versions
     */
    record Difference(double largest, List<String> apart) {
        Difference {
            apart = List.copyOf(apart);
        }
    }

    /** Reads what was committed; nobody writes any more. */
    static FinalAdapters read(String bootstrapServers, AvroSerdes serdes, Topics topics) {
        TopicReader<ModuleKey, AdapterModule> reader = serdes.reader(topics.adapters());
        Map<String, AdapterModule> newest = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, topics.adapters().partitions())
                    .mapToObj(partition -> new TopicPartition(topics.adapters().name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = writtenEnds(bootstrapServers, partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (reader.read(record) instanceof ReadResult.Value<AdapterModule> read) {
                        newest.put(reader.key(record).toString(), read.value());
                    }
                });
            }
        }
        return new FinalAdapters(newest);
    }

    /** With what transactions have written that are being committed still. */
    private static Map<TopicPartition, Long> writtenEnds(String bootstrapServers, List<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_uncommitted"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }

    /** Compares with the adapters of the same events. */
    Difference from(FinalAdapters other) {
        Set<String> names = new TreeSet<>(modules.keySet());
        names.addAll(other.modules.keySet());
        double largest = 0;
        List<String> apart = new ArrayList<>();
        for (String name : names) {
            AdapterModule one = modules.get(name);
            AdapterModule two = other.modules.get(name);
            if (one == null || two == null || one.getVersion() != two.getVersion()) {
                apart.add(name + ": " + version(one) + " and " + version(two));
            } else {
                largest = Math.max(largest, difference(one, two));
            }
        }
        return new Difference(largest, apart);
    }

    private static String version(@Nullable AdapterModule module) {
        return module == null ? "none" : "version " + module.getVersion();
    }

    private static double difference(AdapterModule one, AdapterModule two) {
        float[] left = LittleEndianFloats.decode(one.getWeights());
        float[] right = LittleEndianFloats.decode(two.getWeights());
        double largest = 0;
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs((double) left[i] - right[i]));
        }
        return largest;
    }
}
