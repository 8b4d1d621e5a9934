package dev.intarsia.service.deadletter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetterContent;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of records in a processor, to be forwarded to the sink of the dead letters.
 *
 * @param service the sender's name, as in {@code assembler-stream}
 */
public record DeadLetterForwarding(String service) {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterForwarding.class);

    public DeadLetterForwarding {
        requireNonNull(service);
    }

    /** The dead letter of a record, unchanged unless it is too large to be sent, with its origin and the cause. */
    public Record<byte[], byte[]> letter(SourceRecord record, String cause) {
        DeadLetter letter = new DeadLetter(record.topic(), record.partition(), record.offset(), cause, service);
        log.warn(
                "To the dead letters: {} partition {} offset {}: {}",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
        Record<byte[], byte[]> refused = record.content();
        DeadLetterContent content = DeadLetterContent.of(refused.key(), refused.value(), refused.headers(), letter);
        return new Record<>(content.key(), content.value(), record.forwardedTime(), content.headers());
    }
}
