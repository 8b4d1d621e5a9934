package dev.intarsia.pieces.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An incremental SHA-256 digest of a sequence of values. Not thread-safe.
 *
 * <p>Numbers are hashed big-endian; texts (as UTF-8) and bytes after their length, so that no two sequences run together.
 * What is raw is hashed without it, for digests whose parts are told apart by other means.
 */
public final class Sha256 {
    /** Several blocks of the digest, and little to make room for. */
    private static final int PENDING = 512;

    private final MessageDigest digest;
    /** Small values on their way to the digest, which takes many at once at less cost. */
    private final ByteBuffer pending = ByteBuffer.allocate(PENDING);

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    public Sha256 text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return number((long) bytes.length).raw(bytes);
    }

    private Sha256 raw(byte[] bytes) {
        if (bytes.length <= PENDING) {
            room(bytes.length).put(bytes);
        } else {
            flush();
            digest.update(bytes);
        }
        return this;
    }

    public Sha256 number(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    /** The exact bits of a float. */
    public Sha256 number(float number) {
        room(Float.BYTES).putFloat(number);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (pending.remaining() < bytes) {
            flush();
        }
        return pending;
    }

    private void flush() {
        digest.update(pending.array(), 0, pending.position());
        pending.clear();
    }

    /** What remains of a buffer, whose position stays where it is. */
    public Sha256 bytes(ByteBuffer bytes) {
        return number((long) bytes.remaining()).raw(bytes);
    }

    /** A text as UTF-8, without its length. */
    public Sha256 raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What remains of a buffer, without its length; its position stays where it is. */
    public Sha256 raw(ByteBuffer bytes) {
        flush();
        digest.update(bytes.duplicate());
        return this;
    }

    /** Ends the digest: its first 64 bits. */
    public long first64() {
        return ByteBuffer.wrap(end()).getLong();
    }

    /** Ends the digest: 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(end());
    }

    private byte[] end() {
        flush();
        return digest.digest();
    }
}
