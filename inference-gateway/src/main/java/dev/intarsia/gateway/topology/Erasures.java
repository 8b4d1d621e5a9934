package dev.intarsia.gateway.topology;

import dev.intarsia.pieces.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Who was erased and when, by a digest of the name and not by the name.
 *
 * @param store digest → when, in milliseconds since 1970
 */
record Erasures(KeyValueStore<String, Long> store) {
    /** True for what rests on nothing newer than the user's erasure. */
    boolean since(String user, Instant ingestedAt) {
        Long erased = store.get(digest(user));
        return erased != null && ingestedAt.toEpochMilli() <= erased;
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
