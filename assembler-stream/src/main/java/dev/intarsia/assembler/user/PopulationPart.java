package dev.intarsia.assembler.user;

import dev.intarsia.assembler.pool.LivePopulation;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** One partition's part of the population's sample: in its store, and in memory for all of the assembler. */
final class PopulationPart {
    private final KeyValueStore<String, SampledEvent> store;
    private final LivePopulation population;
    private final SampleRules rules;
    private final int partition;
    private final Map<String, UserSample> users = new HashMap<>();
    private final TreeMap<Long, String> byRank = new TreeMap<>();

    private PopulationPart(KeyValueStore<String, SampledEvent> store, LivePopulation population, int partition) {
        this.store = store;
        this.population = population;
        this.rules = population.rules();
        this.partition = partition;
    }

    /** @param baseModel of which events count; others are forgotten */
    static PopulationPart begin(
            KeyValueStore<String, SampledEvent> store,
            LivePopulation population,
            int partition,
            Optional<String> baseModel) {
        PopulationPart part = new PopulationPart(store, population, partition);
        part.load(baseModel);
        population.begin(partition, part.users);
        return part;
    }

    private void load(Optional<String> baseModel) {
        List<String> stale = new ArrayList<>();
        try (KeyValueIterator<String, SampledEvent> stored = store.all()) {
            stored.forEachRemaining(entry -> {
                SampledEvent event = entry.value;
                if (baseModel.isPresent() && !baseModel.get().equals(event.baseModel())) {
                    stale.add(entry.key);
                } else {
                    UserSample before = users.getOrDefault(event.user(), UserSample.empty());
                    UserSample after = before.with(event.eventId(), event.signature(), Integer.MAX_VALUE)
                            .orElse(before);
                    put(event.user(), after);
                }
            });
        }
        stale.forEach(store::delete);
        while (users.size() > rules.users()) {
            remove(byRank.lastEntry().getValue());
        }
    }

    private void put(String user, UserSample sample) {
        users.put(user, sample);
        byRank.put(UserSample.rank(user), user);
    }

    /** Whether a user's events may become part of the sample. */
    boolean hasRoom(String user) {
        return users.containsKey(user) || users.size() < rules.users() || UserSample.rank(user) < byRank.lastKey();
    }

    /** An event was counted; it may become part of the sample. */
    void add(String user, String baseModel, String eventId, Map<ModuleId, float[]> signature) {
        if (!hasRoom(user)) {
            return;
        }
        UserSample before = users.getOrDefault(user, UserSample.empty());
        before.with(eventId, signature, rules.eventsPerUser()).ifPresent(after -> {
            Set<String> kept = new HashSet<>();
            after.events().forEach(event -> kept.add(event.eventId()));
            before.events().stream()
                    .filter(event -> !kept.contains(event.eventId()))
                    .forEach(event -> store.delete(SampledEvent.key(user, event.eventId())));
            store.put(SampledEvent.key(user, eventId), new SampledEvent(user, baseModel, eventId, signature));
            put(user, after);
            population.put(partition, user, after);
            while (users.size() > rules.users()) {
                remove(byRank.lastEntry().getValue());
            }
        });
    }

    /** An event was taken out of its user's history. */
    void retract(String user, String eventId) {
        UserSample before = users.get(user);
        if (before != null) {
            before.without(eventId).ifPresent(after -> {
                if (after.events().isEmpty()) {
                    remove(user);
                } else {
                    store.delete(SampledEvent.key(user, eventId));
                    put(user, after);
                    population.put(partition, user, after);
                }
            });
        }
    }

    /** A user leaves the sample. */
    void remove(String user) {
        forget(store, user);
        users.remove(user);
        byRank.remove(UserSample.rank(user));
        population.remove(partition, user);
    }

    /**
     * Deletes all that is stored of a user.
     *
     * @return how many events that was
     */
    static int forget(KeyValueStore<String, SampledEvent> store, String user) {
        String prefix = SampledEvent.prefix(user);
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, SampledEvent> own =
                store.range(prefix, prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1))) {
            own.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
        return keys.size();
    }

    void end() {
        population.end(partition);
    }
}
