package dev.intarsia.replay.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** What two recordings share that replay equally, wherever they were read from. */
final class RecordingDigest {
    private final MessageDigest digest;

    private RecordingDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * SHA-256, in hexadecimal, over all events and then all questions in their order; every text stands behind its
     * length in UTF-8 bytes.
     */
    static String of(List<RecordedEvent> events, List<RecordedEvent> questions) {
        RecordingDigest result = new RecordingDigest(sha256());
        result.add(events);
        result.add(questions);
        return HexFormat.of().formatHex(result.digest.digest());
    }

    private void add(List<RecordedEvent> events) {
        add(events.size());
        for (RecordedEvent event : events) {
            add(event.id());
            add(event.user());
            add(event.time().getEpochSecond());
            add(event.time().getNano());
            add(event.task());
            add(event.input().size());
            new TreeMap<>(event.input()).forEach((field, text) -> {
                add(field);
                add(text);
            });
            add(event.output());
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256; use a complete JDK.", e);
        }
    }
}
