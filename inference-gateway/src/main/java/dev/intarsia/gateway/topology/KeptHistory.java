package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The latest events of one partition's users, in the order in which the users did them. The store holds records' bytes, so
 * that telling how many there are of a user, and how large they are, decodes none of them.
 *
 * @param changed hears of whom the store holds other events than before, each time
 */
record KeptHistory(KeyValueStore<UserEntryKey, byte[]> store, Serde<BehaviorEvent> events, Consumer<String> changed) {
    private record Entry(UserEntryKey key, long bytes) {}

    /** Adds an event, once: of two with one id, the one that is there stays, as in training. */
    void add(BehaviorEvent event, HistoryBounds bounds) {
        byte[] record = events.serializer().serialize(store.name(), event);
        if (bounds.events() == 0 || record.length > bounds.bytes()) {
            return;
        }
        UserEntryKey key = new UserEntryKey(event.getUser(), event.getTime().toEpochMilli(), event.getEventId());
        store.put(key, record);
        Deque<Entry> entries = entries(event.getUser());
        if (entries.stream()
                .anyMatch(other ->
                        other.key().name().equals(key.name()) && !other.key().equals(key))) {
            store.delete(key);
            changed.accept(event.getUser());
            return;
        }
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        while (entries.size() > bounds.events() || bytes > bounds.bytes()) {
            Entry oldest = entries.removeFirst();
            bytes -= oldest.bytes();
            store.delete(oldest.key());
        }
        changed.accept(event.getUser());
    }

    /**
     * Drops a user's events that are to go.
     *
     * @return how many went
     */
    long forget(String user, Predicate<BehaviorEvent> goes) {
        List<UserEntryKey> going = new ArrayList<>();
        try (KeyValueIterator<UserEntryKey, byte[]> found = store.prefixScan(user, UserEntryKey.userPrefix())) {
            found.forEachRemaining(entry -> {
                if (goes.test(events.deserializer().deserialize(store.name(), entry.value))) {
                    going.add(entry.key);
                }
            });
        }
        going.forEach(store::delete);
        changed.accept(user);
        return going.size();
    }

    private Deque<Entry> entries(String user) {
        Deque<Entry> entries = new ArrayDeque<>();
        try (KeyValueIterator<UserEntryKey, byte[]> found = store.prefixScan(user, UserEntryKey.userPrefix())) {
            found.forEachRemaining(entry -> entries.addLast(new Entry(entry.key, entry.value.length)));
        }
        return entries;
    }
}
