package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores of one partition's users, for the processors that write them. */
record UserStores(
        CountedUsers<Assignment> assignments,
        CountedUsers<AdapterModule> versions,
        KeyValueStore<UserEntryKey, byte[]> weights,
        KeyValueStore<UserEntryKey, BehaviorEvent> history,
        KeyValueStore<String, Long> erasures) {

    static UserStores of(ProcessorContext<?, ?> context, UserCounts counts) {
        return new UserStores(
                CountedUsers.of(context.getStateStore(StoreNames.ASSIGNMENTS), context.taskId(), counts),
                CountedUsers.of(context.getStateStore(StoreNames.VERSIONS), context.taskId(), counts),
                context.getStateStore(StoreNames.WEIGHTS),
                context.getStateStore(StoreNames.HISTORY),
                context.getStateStore(StoreNames.ERASURES));
    }

    /** True for what rests on nothing newer than the user's erasure. */
    boolean erasedSince(String user, Instant ingestedAt) {
        Long erased = erasures.get(user);
        return erased != null && ingestedAt.toEpochMilli() <= erased;
    }

    /** Drops everything of a user and remembers when. */
    void erase(String user, long time) {
        erasures.put(user, time);
        assignments.delete(user);
        dropAdapter(user);
        keys(history, user).forEach(history::delete);
    }

    void dropAdapter(String user) {
        versions.delete(user);
        keys(weights, user).forEach(weights::delete);
    }

    /** The keys of a user's entries, in order. */
    static <V> List<UserEntryKey> keys(KeyValueStore<UserEntryKey, V> store, String user) {
        List<UserEntryKey> keys = new ArrayList<>();
        try (KeyValueIterator<UserEntryKey, V> entries = store.prefixScan(user, UserEntryKey.userPrefix())) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
