package dev.intarsia.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.validation.RefusalReason;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter came from and why, as its headers say it, each as UTF-8 text.
 *
 * @param topic the topic it was read from
 * @param partition its partition there
 * @param offset its offset there
 * @param reason what kind of fault it has; empty in letters of releases that did not name it
 * @param cause what was wrong with it
 * @param service who found that
 */
public record DeadLetter(
        String topic, int partition, long offset, Optional<RefusalReason> reason, String cause, String service) {
    private static final int LONGEST_CAUSE = 1000;

    public DeadLetter {
        requireNonNull(topic);
        requireNonNull(reason);
        requireNonNull(service);
        if (cause.length() > LONGEST_CAUSE) {
            cause = cause.substring(0, LONGEST_CAUSE) + "…";
        }
    }

    /** Why a record goes to the dead letters. */
    public static DeadLetter of(ConsumerRecord<?, ?> record, RecordRefusal refusal, String service) {
        return new DeadLetter(record.topic(), record.partition(), record.offset(), refusal, service);
    }

    /** Why a record of that place goes to the dead letters. */
    public DeadLetter(String topic, int partition, long offset, RecordRefusal refusal, String service) {
        this(topic, partition, offset, Optional.of(refusal.reason()), refusal.cause(), service);
    }

    /**
     * Reads the headers of a record of the dead letters.
     *
     * @throws IllegalArgumentException where one is missing or no number where it should be one
     */
    public static DeadLetter read(Headers headers) {
        return new DeadLetter(
                text(headers, "topic"),
                Integer.parseInt(text(headers, "partition")),
                Long.parseLong(text(headers, "offset")),
                Optional.ofNullable(textOrNull(headers, "reason")).flatMap(RefusalReason::of),
                text(headers, "cause"),
                text(headers, "service"));
    }

    /** Adds the headers, after those the record had of its own. */
    public void writeTo(Headers headers) {
        add(headers, "topic", topic);
        add(headers, "partition", Integer.toString(partition));
        add(headers, "offset", Long.toString(offset));
        reason.ifPresent(named -> add(headers, "reason", named.text()));
        add(headers, "cause", cause);
        add(headers, "service", service);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String text(Headers headers, String name) {
        String text = textOrNull(headers, name);
        if (text == null) {
            throw new IllegalArgumentException("A dead letter lacks the header '" + name + "'.");
        }
        return text;
    }

    private static @Nullable String textOrNull(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
