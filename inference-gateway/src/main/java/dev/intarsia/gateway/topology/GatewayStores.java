package dev.intarsia.gateway.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import dev.intarsia.service.streams.ErasedFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores of one partition's users, for the processors that write them. */
record GatewayStores(
        CountedUsers<Assignment> assignments,
        CountedUsers<AdapterModule> versions,
        KeyValueStore<String, AdapterModule> arriving,
        KeyValueStore<UserEntryKey, byte[]> weights,
        KeptHistory history,
        Erasures erasures,
        RemovalReports reports,
        ErasedFiles files) {
    /**
     * @param events of the history
     * @param changed hears of whom the history holds other events than before
     */
    static GatewayStores of(
            ProcessorContext<?, ?> context, UserCounts counts, Serde<BehaviorEvent> events, Consumer<String> changed) {
        return new GatewayStores(
                CountedUsers.of(context.getStateStore(StoreNames.ASSIGNMENTS), context.taskId(), counts),
                CountedUsers.of(context.getStateStore(StoreNames.VERSIONS), context.taskId(), counts),
                context.getStateStore(StoreNames.ARRIVING),
                context.getStateStore(StoreNames.WEIGHTS),
                new KeptHistory(context.getStateStore(StoreNames.HISTORY), events, changed),
                Erasures.of(context),
                // Changelogs and files lose what was deleted within a day.
                RemovalReports.of(context, ErasureKey.GATEWAY, Duration.ofDays(1)),
                new ErasedFiles(Duration.ZERO));
    }

    /** True for what rests on nothing newer than the user's erasure, or what is no newer than its own. */
    boolean erasedSince(String user, Instant ingestedAt) {
        return erasures.since(user, ingestedAt);
    }

    /**
     * Drops everything of a user up to a time and remembers it. What the user has done since stays.
     *
     * @return how many entries went, by what they were of
     */
    Map<String, Long> erase(String user, long time) {
        erasures.remember(user, time);
        Assignment assignment = assignments.get(user);
        boolean assigned = assignment != null && erasedSince(user, assignment.getLastIngestedAt());
        if (assigned) {
            assignments.delete(user);
        }
        long weightsBefore = keys(weights, user).size();
        dropAdapters(user, adapter -> erasedSince(user, adapter.getLastIngestedAt()));
        takeOutOfFiles(user);
        return Map.of(
                "assignments",
                assigned ? 1L : 0,
                "adapters",
                weightsBefore - keys(weights, user).size(),
                "history",
                history.forget(user, event -> erasedSince(user, event.getIngestedAt())));
    }

    /**
     * Drops an event of the history that was accepted up to a time, and remembers it.
     *
     * @return how many entries went, by what they were of
     */
    Map<String, Long> eraseEvent(ConsentKey event, long time) {
        erasures.remember(event.toString(), time);
        files.erasedBelow(history.store(), UserEntryKey.prefixOf(event.user()), System.currentTimeMillis());
        return Map.of(
                "history",
                history.forget(event.user(), one -> one.getEventId().equals(event.eventId()) && erased(one)));
    }

    /** Of a user whom something was deleted of. */
    private void takeOutOfFiles(String user) {
        long now = System.currentTimeMillis();
        byte[] name = user.getBytes(UTF_8);
        List.of(assignments.store(), versions.store(), arriving).forEach(store -> files.erased(store, name, now));
        files.erasedBelow(history.store(), UserEntryKey.prefixOf(user), now);
        adaptersOutOfFiles(user);
    }

    /** Of a user whose adapters were deleted. */
    void adaptersOutOfFiles(String user) {
        files.erasedBelow(weights, UserEntryKey.prefixOf(user), System.currentTimeMillis());
    }

    /** Whether an event is to be forgotten, with its user or alone. */
    boolean erased(BehaviorEvent event) {
        String alone = ConsentKey.of(event.getUser(), event.getEventId()).toString();
        return erasedSince(event.getUser(), event.getIngestedAt()) || erasedSince(alone, event.getIngestedAt());
    }

    void dropAdapter(String user) {
        dropAdapters(user, adapter -> true);
    }

    /** Drops the versions, whole or arriving, that are to go, and all weights of neither. */
    private void dropAdapters(String user, Predicate<AdapterModule> goes) {
        Set<Long> stay = new HashSet<>();
        AdapterModule whole = versions.get(user);
        if (whole != null && goes.test(whole)) {
            versions.delete(user);
        } else if (whole != null) {
            stay.add(whole.getVersion());
        }
        AdapterModule part = arriving.get(user);
        if (part != null && goes.test(part)) {
            arriving.delete(user);
        } else if (part != null) {
            stay.add(part.getVersion());
        }
        keepWeights(user, stay);
    }

    /** Drops a user's weights but those of some versions. */
    void keepWeights(String user, Set<Long> versionsKept) {
        keys(weights, user).stream()
                .filter(entry -> !versionsKept.contains(entry.order()))
                .forEach(weights::delete);
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
