package dev.intarsia.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.schemas.topic.Topic;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter carries: the record as it came, with the headers that say whence and why. A record that was
 * compressed can be larger than any that may be sent; of such a one only the beginning is kept, and the header {@code cut}
 * says of how much, so that it cannot stand in the way of the others.
 *
 * @param key as it came, or its beginning
 * @param value as it came, or its beginning
 * @param headers the record's own before the letter's
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetterContent(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    private static final int KEY_KEPT = 4 << 10;
    private static final int VALUE_KEPT = 1 << 20;

    /** The dead letter of a record from a consumer. */
    public static DeadLetterContent of(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        return of(record.key(), record.value(), record.headers(), letter);
    }

    /** The dead letter of a record with these headers of its own, which stay as they are. */
    public static DeadLetterContent of(byte @Nullable [] key, byte @Nullable [] value, Headers own, DeadLetter letter) {
        long size = length(key) + length(value) + length(own);
        if (size <= Topic.MAX_RECORD_BYTES) {
            Headers headers = new RecordHeaders(own);
            letter.writeTo(headers);
            return new DeadLetterContent(key, value, headers);
        }
        Headers headers = new RecordHeaders();
        headers.add("cut", Long.toString(size).getBytes(UTF_8));
        letter.writeTo(headers);
        return new DeadLetterContent(beginning(key, KEY_KEPT), beginning(value, VALUE_KEPT), headers);
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().length() + length(header.value());
        }
        return length;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int kept) {
        return bytes == null || bytes.length <= kept ? bytes : Arrays.copyOf(bytes, kept);
    }
}
