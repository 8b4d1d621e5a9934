package dev.intarsia.assembler.output;

import dev.intarsia.schemas.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Ties a record in a processor to where it was read from. */
public final class Origin {
    private static final String SERVICE = "assembler-stream";

    private Origin() {}

    /** The record as a consumer would have given it. */
    public static ConsumerRecord<byte[], byte[]> of(Record<byte[], byte[]> record, ProcessingContext context) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(
                        () -> new IllegalStateException("A record from a topic has a topic, partition and offset."));
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                java.util.Optional.empty());
    }

    /** The dead letter of a record. */
    public static Record<byte[], Output> refusal(ConsumerRecord<byte[], byte[]> record, String cause) {
        Headers headers = new RecordHeaders(record.headers());
        DeadLetter.of(record, cause, SERVICE).writeTo(headers);
        return new Record<>(record.key(), new Output.Refused(record.value()), record.timestamp(), headers);
    }
}
