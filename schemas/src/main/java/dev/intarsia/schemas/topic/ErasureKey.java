package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What one part of the system has done for one erasure. As text it is {@code erasure/part}.
 *
 * @param erasure as {@link #erasure(String, Instant)} gives it; decides the partition
 * @param part who did it, as in {@code trainer-events}
 */
public record ErasureKey(String erasure, String part) {
    /** Ingest's, which asked for it. */
    public static final String REQUEST = "request";

    /** The trainer's of {@code events}. */
    public static final String TRAINER_EVENTS = "trainer-events";

    /** The trainer's of what it keeps and publishes. */
    public static final String TRAINER_RECORDS = "trainer-records";

    /** The assembler's of its stores. */
    public static final String ASSEMBLER = "assembler";

    /** The gateway's of its stores and caches. */
    public static final String GATEWAY = "gateway";

    /** In the trainer's report of an event: how many signatures the assembler has to take out. */
    public static final String RETRACTIONS = "retractions";

    public ErasureKey {
        if (requireNonNull(erasure).isEmpty() || erasure.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + erasure + "' is no erasure's id; give the one of its receipt.");
        }
        if (requireNonNull(part).isEmpty()) {
            throw new IllegalArgumentException(
                    "An erasure's key needs a part; give 'erasure/part', as in '0c…/trainer-events'.");
        }
    }

    /**
     * The id of an erasure, which whoever reads it on {@code consents} can compute: SHA-256 over the moment in
     * milliseconds since 1970, as 8 bytes, and the name. Who knows a name and the moment can tell that it is theirs; nobody
     * else can.
     *
     * @return 64 hexadecimal digits
     */
    public static String erasure(String user, Instant moment) {
        return erasure(ConsentKey.of(user), moment);
    }

    /**
     * The same of an erasure of whatever is erased: over the text of the key on {@code consents}.
     *
     * @return 64 hexadecimal digits
     */
    public static String erasure(ConsentKey erased, Instant moment) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES)
                    .putLong(moment.toEpochMilli())
                    .array());
            return HexFormat.of().formatHex(digest.digest(erased.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /**
     * Reads {@code erasure/part}.
     *
     * @throws IllegalArgumentException where either part is missing
     */
    public static ErasureKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no erasure's key; give 'erasure/part'.");
        }
        return new ErasureKey(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return erasure + "/" + part;
    }
}
