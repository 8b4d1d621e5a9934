package dev.intarsia.replay.source;

import dev.intarsia.pieces.digest.Sha256;
import java.util.List;
import java.util.TreeMap;

/** What two recordings share that replay equally, wherever they were read from. */
final class RecordingDigest {
    private RecordingDigest() {}

    /**
     * SHA-256, in hexadecimal, over all events and then all questions in their order; every text stands behind its
     * length in UTF-8 bytes.
     */
    static String of(List<RecordedEvent> events, List<RecordedEvent> questions) {
        Sha256 digest = new Sha256();
        add(digest, events);
        add(digest, questions);
        return digest.hex();
    }

    private static void add(Sha256 digest, List<RecordedEvent> events) {
        digest.number((long) events.size());
        for (RecordedEvent event : events) {
            digest.text(event.id())
                    .text(event.user())
                    .number(event.time().getEpochSecond())
                    .number((long) event.time().getNano())
                    .text(event.task())
                    .number((long) event.input().size());
            new TreeMap<>(event.input())
                    .forEach((field, text) -> digest.text(field).text(text));
            digest.text(event.output());
        }
    }
}
