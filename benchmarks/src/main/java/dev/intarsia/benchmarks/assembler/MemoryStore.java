package dev.intarsia.benchmarks.assembler;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in memory without a changelog: of the objects themselves, or of their bytes. */
final class MemoryStore<K, V> implements KeyValueStore<K, V> {
    private final String name;
    private final @Nullable Serde<V> form;
    private final NavigableMap<K, Object> content;

    /** @param form null to hold the objects themselves */
    MemoryStore(String name, Comparator<? super K> order, @Nullable Serde<V> form) {
        this.name = name;
        this.form = form;
        this.content = new TreeMap<>(order);
    }

    @Override
    @SuppressWarnings("NullAway") // A store gives null for what it does not hold.
    public V get(K key) {
        return read(content.get(key));
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private V read(@Nullable Object stored) {
        return form == null || stored == null ? (V) stored : form.deserializer().deserialize(name, (byte[]) stored);
    }

    @Override
    public void put(K key, V value) {
        if (value == null) {
            content.remove(key);
        } else {
            content.put(
                    key, form == null ? value : requireNonNull(form.serializer().serialize(name, value)));
        }
    }

    /** What is held now, to be brought back later; the values themselves must not change. */
    Map<K, Object> held() {
        return new TreeMap<>(content);
    }

    /** Holds again what was held then. */
    void bringBack(Map<K, Object> earlier) {
        content.clear();
        content.putAll(earlier);
    }

    /** How many bytes are held on average; only where bytes are held. */
    double meanBytes() {
        return content.values().stream()
                .mapToInt(stored -> ((byte[]) stored).length)
                .average()
                .orElse(0);
    }

    @Override
    public V putIfAbsent(K key, V value) {
        V present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(K key) {
        return read(content.remove(key));
    }

    @Override
    public KeyValueIterator<K, V> range(K from, K to) {
        NavigableMap<K, Object> begun = from == null ? content : content.tailMap(from, true);
        return new Entries(
                (to == null ? begun : begun.headMap(to, true)).entrySet().iterator());
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return new Entries(content.entrySet().iterator());
    }

    private final class Entries implements KeyValueIterator<K, V> {
        private final Iterator<Map.Entry<K, Object>> entries;

        Entries(Iterator<Map.Entry<K, Object>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            Map.Entry<K, Object> entry = entries.next();
            return KeyValue.pair(entry.getKey(), read(entry.getValue()));
        }

        @Override
        public K peekNextKey() {
            throw new UnsupportedOperationException("Read on with next.");
        }

        @Override
        public void close() {}
    }

    @Override
    public long approximateNumEntries() {
        return content.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
