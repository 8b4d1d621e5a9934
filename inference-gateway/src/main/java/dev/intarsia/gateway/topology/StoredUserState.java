package dev.intarsia.gateway.topology;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the topology's stores. */
public final class StoredUserState implements GatewayUserState {
    /** Finds a store by name, as Kafka Streams and its test driver both can. */
    public interface Stores {
        <K, V> ReadOnlyKeyValueStore<K, V> find(String name);
    }

    private final Stores stores;
    private final UserCounts counts;
    private final Deserializer<BehaviorEvent> events;
    private final Predicate<String> loaded;

    /**
     * @param counts of the topology that fills the stores
     * @param events reads those of the history
     * @param loaded of which users it holds all that was there at the start
     */
    public StoredUserState(
            Stores stores, UserCounts counts, Deserializer<BehaviorEvent> events, Predicate<String> loaded) {
        this.stores = requireNonNull(stores);
        this.counts = requireNonNull(counts);
        this.events = requireNonNull(events);
        this.loaded = requireNonNull(loaded);
    }

    /** Reads a running instance; standby copies answer too while a partition moves. */
    public static StoredUserState of(
            KafkaStreams streams, UserCounts counts, Deserializer<BehaviorEvent> events, Predicate<String> loaded) {
        return new StoredUserState(
                new Stores() {
                    @Override
                    public <K, V> ReadOnlyKeyValueStore<K, V> find(String name) {
                        return streams.store(
                                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                                        .enableStaleStores());
                    }
                },
                counts,
                events,
                loaded);
    }

    @Override
    public Optional<Assignment> assignment(String user) {
        return Optional.ofNullable(
                this.<String, Assignment, Assignment>read(StoreNames.ASSIGNMENTS, store -> store.get(user)));
    }

    @Override
    public Optional<AdapterModule> ownVersion(String user) {
        return Optional.ofNullable(
                this.<String, AdapterModule, AdapterModule>read(StoreNames.VERSIONS, store -> store.get(user)));
    }

    @Override
    public Optional<Map<String, byte[]>> ownWeights(AdapterModule version) {
        Map<String, byte[]> modules = new HashMap<>();
        this.<byte[]>scan(StoreNames.WEIGHTS, version.getUser(), (key, weights) -> {
            if (key.order() == version.getVersion()) {
                modules.put(key.name(), weights);
            }
        });
        return modules.size() == version.getModules() ? Optional.of(modules) : Optional.empty();
    }

    @Override
    public boolean historyLoaded(String user) {
        return loaded.test(user);
    }

    @Override
    public List<BehaviorEvent> history(String user) {
        List<BehaviorEvent> history = new ArrayList<>();
        this.<byte[]>scan(
                StoreNames.HISTORY, user, (key, record) -> history.add(events.deserialize(StoreNames.HISTORY, record)));
        return history;
    }

    @Override
    public long assignedUsers() {
        return counts.of(StoreNames.ASSIGNMENTS);
    }

    @Override
    public long adaptedUsers() {
        return counts.of(StoreNames.VERSIONS);
    }

    private <V> void scan(String name, String user, java.util.function.BiConsumer<UserEntryKey, V> each) {
        this.<UserEntryKey, V, Void>read(name, store -> {
            try (KeyValueIterator<UserEntryKey, V> entries = store.prefixScan(user, UserEntryKey.userPrefix())) {
                entries.forEachRemaining(entry -> each.accept(entry.key, entry.value));
            }
            return null;
        });
    }

    @SuppressWarnings("NullAway") // Stores answer null for keys they do not hold.
    private <K, V, R> R read(String name, Function<ReadOnlyKeyValueStore<K, V>, R> question) {
        try {
            return question.apply(stores.find(name));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new StateUnavailableException(e);
        }
    }
}
