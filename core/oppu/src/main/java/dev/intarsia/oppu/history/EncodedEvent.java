package dev.intarsia.oppu.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.pieces.digest.Sha256;
import java.time.Instant;
import java.util.Arrays;

/**
 * One event of a user, encoded for training and packed into one array: some tens of bytes where an object per token
 * list would be some hundreds. Immutable.
 */
public final class EncodedEvent implements HistoryEvent {
    private final byte[] packed;

    private EncodedEvent(byte[] packed) {
        this.packed = packed;
    }

    /**
     * Packs an event.
     *
     * @param eventId unique per user
     * @param ingestedAt when ingest accepted it, to the millisecond
     * @param example what the model is trained on
     */
    public static EncodedEvent of(String eventId, Instant ingestedAt, Example example) {
        byte[] id = eventId.getBytes(UTF_8);
        int[] tokens = example.tokens();
        Packing packing = new Packing(id.length + 2 * tokens.length + 16);
        packing.put(ingestedAt.toEpochMilli());
        packing.put(id.length);
        packing.put(id);
        packing.put(example.responseStart());
        packing.put(tokens.length);
        for (int token : tokens) {
            packing.put(token);
        }
        return new EncodedEvent(packing.bytes());
    }

    /** What {@link #bytes()} gave. */
    public static EncodedEvent ofBytes(byte[] packed) {
        return new EncodedEvent(packed.clone());
    }

    @Override
    public String eventId() {
        Unpacking unpacking = new Unpacking(packed);
        unpacking.next();
        return new String(unpacking.bytes((int) unpacking.next()), UTF_8);
    }

    @Override
    public Instant ingestedAt() {
        return Instant.ofEpochMilli(new Unpacking(packed).next());
    }

    @Override
    public Example example() {
        Unpacking unpacking = new Unpacking(packed);
        unpacking.next();
        unpacking.bytes((int) unpacking.next());
        int responseStart = (int) unpacking.next();
        int[] tokens = new int[(int) unpacking.next()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) unpacking.next();
        }
        return new Example(tokens, responseStart);
    }

    @Override
    public KnownEvent known() {
        throw new UnsupportedOperationException("Event " + eventId()
                + " is kept as tokens alone; train it by a recipe without knowledge, which encoding it has put in.");
    }

    @Override
    public int size() {
        return packed.length;
    }

    /** The whole event, for storage. */
    public byte[] bytes() {
        return packed.clone();
    }

    /** The first 64 bits of the id's SHA-256: what duplicates are told by. */
    public static long fingerprint(String eventId) {
        return new Sha256().raw(eventId).first64();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedEvent that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return eventId();
    }
}
