package dev.intarsia.gateway.topology;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of one value per user that knows how many it holds; the store itself can only guess.
 *
 * @param store written through this alone
 * @param count kept equal to the number of its entries
 */
record CountedUsers<V>(KeyValueStore<String, V> store, AtomicLong count) {
    static <V> CountedUsers<V> of(KeyValueStore<String, V> store, TaskId task, UserCounts counts) {
        return new CountedUsers<>(store, counts.open(store.name(), task, () -> entries(store)));
    }

    @Nullable
    V get(String user) {
        return store.get(user);
    }

    void put(String user, V value) {
        if (store.get(user) == null) {
            count.incrementAndGet();
        }
        store.put(user, value);
    }

    void delete(String user) {
        if (store.delete(user) != null) {
            count.decrementAndGet();
        }
    }

    private static <V> long entries(KeyValueStore<String, V> store) {
        try (KeyValueIterator<String, V> entries = store.all()) {
            long found = 0;
            for (; entries.hasNext(); entries.next()) {
                found++;
            }
            return found;
        }
    }
}
