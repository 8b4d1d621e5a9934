package dev.intarsia.events.parse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Ids for events that came without one: the same event sent twice gets the same id, and is trained on once. */
public final class EventIds {
    private EventIds() {}

    /**
     * SHA-256, in hexadecimal, over user, time in milliseconds, task, each input field by name, and output; every
     * text stands behind its length in UTF-8 bytes, so that no two events share a spelling.
     */
    public static String derive(String user, Instant time, String task, Map<String, String> input, String output) {
        MessageDigest digest = sha256();
        add(digest, user);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, time.toEpochMilli()));
        add(digest, task);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, input.size()));
        new TreeMap<>(input).forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        add(digest, output);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256; use a complete JDK.", e);
        }
    }
}
