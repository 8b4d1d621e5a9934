package dev.intarsia.trainer.admit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.HistoryEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as its record on the log has it. It is encoded for the model when that is first asked for: reading a log back
 * needs a few of its events at most, and encoding one takes ten times as long as reading it.
 */
final class LoggedEvent implements HistoryEvent {
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    private final byte[] bytes;
    private final Function<byte[], KnownEvent> reader;
    private final @Nullable Long fingerprint;
    private volatile @Nullable EncodedEvent encoded;

    /**
     * @param bytes as {@link #bytes()} gave them
     * @param reader of a record's value
     */
    LoggedEvent(byte[] bytes, Function<byte[], KnownEvent> reader) {
        this(bytes, reader, null);
    }

    private LoggedEvent(byte[] bytes, Function<byte[], KnownEvent> reader, @Nullable Long fingerprint) {
        this.bytes = bytes;
        this.reader = reader;
        this.fingerprint = fingerprint;
    }

    /** @param value of the record */
    static LoggedEvent of(String eventId, Instant ingestedAt, byte[] value, Function<byte[], KnownEvent> reader) {
        byte[] id = eventId.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + id.length + value.length);
        bytes.putLong(ingestedAt.toEpochMilli()).putInt(id.length).put(id).put(value);
        // A new event's is asked for twice, that of a stored one hardly ever.
        return new LoggedEvent(bytes.array(), reader, EncodedEvent.fingerprint(eventId));
    }

    /** The same, where what is trained on is known already. */
    LoggedEvent encoded(Example example) {
        encoded = EncodedEvent.of(eventId(), ingestedAt(), example);
        return this;
    }

    @Override
    public String eventId() {
        return new String(bytes, HEAD, idLength(), UTF_8);
    }

    @Override
    public long fingerprint() {
        return fingerprint == null ? HistoryEvent.super.fingerprint() : fingerprint;
    }

    @Override
    public Instant ingestedAt() {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
    }

    @Override
    public Example example() {
        EncodedEvent known = encoded;
        if (known != null) {
            return known.example();
        }
        Example example = known().example(Person.NOBODY);
        encoded(example);
        return example;
    }

    @Override
    public KnownEvent known() {
        return reader.apply(value());
    }

    /** The record's value. */
    byte[] value() {
        return Arrays.copyOfRange(bytes, HEAD + idLength(), bytes.length);
    }

    /** When ingest accepted it (ms), the length of the id in bytes (int), the id, and the record's value. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int size() {
        return 2 * bytes.length;
    }

    private int idLength() {
        return ByteBuffer.wrap(bytes).getInt(Long.BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoggedEvent that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return eventId();
    }
}
