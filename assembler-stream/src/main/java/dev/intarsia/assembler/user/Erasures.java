package dev.intarsia.assembler.user;

import dev.intarsia.pieces.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Who was erased and when, for as long as late records may come, by a digest of the name and not by the name.
 *
 * @param store digest to ms since the epoch
 */
record Erasures(KeyValueStore<String, Long> store) {
    /** Whether the user was erased at that time or later. */
    boolean since(String user, Instant time) {
        Long erasedAt = store.get(digest(user));
        return erasedAt != null && time.toEpochMilli() <= erasedAt;
    }

    void remember(String user, long time) {
        Long before = store.get(digest(user));
        store.put(digest(user), before == null ? time : Math.max(before, time));
    }

    /** Forgets the erasures that are older than this. */
    void forget(long now, Duration older) {
        List<String> past = new ArrayList<>();
        try (KeyValueIterator<String, Long> erasures = store.all()) {
            while (erasures.hasNext()) {
                KeyValue<String, Long> erasure = erasures.next();
                if (now - erasure.value > older.toMillis()) {
                    past.add(erasure.key);
                }
            }
        }
        past.forEach(store::delete);
    }

    private static String digest(String user) {
        return new Sha256().text(user).hex();
    }
}
