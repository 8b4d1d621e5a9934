package dev.intarsia.service.streams;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetterContent;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.deadletter.RefusalLog;
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
    /** The record that a processor is given. */
    public static SourceRecord of(Record<byte[], byte[]> record, ProcessingContext context) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(
                        () -> new IllegalStateException("A record from a topic has a topic, partition and offset."));
        return new SourceRecord(source.topic(), source.partition(), source.offset(), record);
    }

    /** What it says, as the reader of its topic has it. */
    public <V> ReadResult<V> read(TopicReader<?, V> reader) {
        return reader.read(partition, content.timestamp(), content.key(), content.value());
    }

    /** Its time as one that may be forwarded: Kafka Streams lets nothing pass that has none. */
    public long forwardedTime() {
        return Math.max(0, content.timestamp());
    }

    /**
     * Its dead letter, to be forwarded to their sink: the record, unchanged unless it is too large to be sent, with its origin
     * and why it is refused.
     *
     * @param service the sender's name, as in {@code assembler-stream}
     */
    public Record<byte[], byte[]> deadLetter(String service, RecordRefusal refusal) {
        DeadLetter letter = new DeadLetter(topic, partition, offset, refusal, service);
        RefusalLog.deadLetter(refusal, topic, partition, offset, content.key());
        DeadLetterContent refused = DeadLetterContent.of(content.key(), content.value(), content.headers(), letter);
        return new Record<>(refused.key(), refused.value(), forwardedTime(), refused.headers());
    }
}
