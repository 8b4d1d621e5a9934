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
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    public Sha256 text(String text) {
        return bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    public Sha256 number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    /** The exact bits of a float. */
    public Sha256 number(float number) {
        digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(number).flip());
        return this;
    }

    /** What remains of a buffer, whose position stays where it is. */
    public Sha256 bytes(ByteBuffer bytes) {
        return number((long) bytes.remaining()).raw(bytes);
    }

    /** A text as UTF-8, without its length. */
    public Sha256 raw(String text) {
        return raw(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What remains of a buffer, without its length; its position stays where it is. */
    public Sha256 raw(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        return this;
    }

    /** Ends the digest: its first 64 bits. */
    public long first64() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** Ends the digest: 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
