package dev.intarsia.service.deadletter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A record in a processor with where it was read from.
 *
 * @param content key and value as they came
 */
public record SourceRecord(String topic, int partition, long offset, Record<byte[], byte[]> content) {

    public SourceRecord {
        requireNonNull(topic);
        requireNonNull(content);
    }

    /** The record that a processor is given. */
    public static SourceRecord of(Record<byte[], byte[]> record, ProcessingContext context) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(
                        () -> new IllegalStateException("A record from a topic has a topic, partition and offset."));
        return new SourceRecord(source.topic(), source.partition(), source.offset(), record);
    }

    /**
     * What it says, as {@link TopicReader#read(int, long, byte[], byte[])} has it.
     *
     * @param reader of its topic
     */
    public <V> ReadResult<V> read(TopicReader<?, V> reader) {
        return reader.read(partition, content.timestamp(), content.key(), content.value());
    }

    /** Its time as one that may be forwarded: Kafka Streams lets nothing pass that has none. */
    public long forwardedTime() {
        return Math.max(0, content.timestamp());
    }
}
