package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What {@code erasures} says of the sweeps before, so that a trainer that starts goes on where another stopped. */
final class ErasureReports {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final TopicReader<ErasureKey, ErasureProgress> reader;
    private final Map<String, ErasureProgress> sweeps = new HashMap<>();

    ErasureReports(TopicReader<ErasureKey, ErasureProgress> reader) {
        this.reader = requireNonNull(reader);
    }

    /** Reads all of the topic. */
    void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(reader.topic().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(WAIT).forEach(this::take);
        }
    }

    /** What cannot be read says nothing, and is written again. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (reader.read(record) instanceof ReadResult.Value<ErasureProgress> value
                && value.value().getPart().equals(ErasureKey.TRAINER_EVENTS)) {
            sweeps.put(value.value().getErasure(), value.value());
        }
    }

    /** What was written last of an erasure's events. */
    Optional<ErasureProgress> of(String erasure) {
        return Optional.ofNullable(sweeps.get(erasure));
    }

    boolean complete(String erasure) {
        return of(erasure).map(ErasureProgress::getComplete).orElse(false);
    }

    void put(ErasureProgress progress) {
        sweeps.put(progress.getErasure(), progress);
    }
}
