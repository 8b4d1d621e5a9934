package dev.intarsia.assembler.output;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetterContent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        DeadLetterContent letter = DeadLetterContent.of(record, DeadLetter.of(record, cause, SERVICE));
        return new Record<>(letter.key(), new Output.Refused(letter.value()), dated(record), letter.headers());
    }

    /** Kafka Streams lets nothing pass that has no time. */
    static long dated(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.timestamp());
    }
}
