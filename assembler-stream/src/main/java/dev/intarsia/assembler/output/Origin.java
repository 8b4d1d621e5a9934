package dev.intarsia.assembler.output;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetterContent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties a record in a processor to where it was read from. */
public final class Origin {
    private static final Logger log = LoggerFactory.getLogger(Origin.class);
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
        DeadLetter letter = DeadLetter.of(record, cause, SERVICE);
        log.warn(
                "To the dead letters: {} partition {} offset {}: {}",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
        DeadLetterContent content = DeadLetterContent.of(record, letter);
        return new Record<>(content.key(), new Output.Refused(content.value()), dated(record), content.headers());
    }

    /** Kafka Streams lets nothing pass that has no time. */
    static long dated(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.timestamp());
    }
}
