package dev.intarsia.assembler.pool;

import static java.util.stream.Collectors.groupingBy;

import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sample of the population's events in one assembler: the users of the lowest ranks among those of its partitions.
 * Each partition keeps its own part in a store; this is all of them together in memory. Safe for use by several threads.
 */
public final class LivePopulation {
    private static final int MOST_MEASURED = 256;

    private final SampleRules rules;
    private final Map<Integer, Map<String, UserSample>> partitions = new HashMap<>();
    private long changes;

    public LivePopulation(SampleRules rules) {
        this.rules = rules;
    }

    /** How large a sample is. */
    public SampleRules rules() {
        return rules;
    }

    /** All that a partition has, at the beginning of the work on it. */
    public synchronized void begin(int partition, Map<String, UserSample> users) {
        partitions.put(partition, new HashMap<>(users));
        changes++;
    }

    /** The work on a partition ended. */
    public synchronized void end(int partition) {
        partitions.remove(partition);
        changes++;
    }

    /** A user's part is new or changed. */
    public synchronized void put(int partition, String user, UserSample sample) {
        partitions.computeIfAbsent(partition, key -> new HashMap<>()).put(user, sample);
        changes++;
    }

    /** A user is no longer part of it. */
    public synchronized void remove(int partition, String user) {
        Map<String, UserSample> users = partitions.get(partition);
        if (users != null && users.remove(user) != null) {
            changes++;
        }
    }

    /** Another number after each change. */
    synchronized long changes() {
        return changes;
    }

    /** Events of up to {@value #MOST_MEASURED} users, those of the lowest ranks, by user. */
    public synchronized Map<String, List<Map<ModuleId, float[]>>> byUser() {
        SortedMap<Long, String> byRank = new TreeMap<>();
        Map<String, List<Map<ModuleId, float[]>>> all = new HashMap<>();
        partitions
                .values()
                .forEach(users -> users.forEach((user, sample) -> {
                    byRank.put(UserSample.rank(user), user);
                    all.put(
                            user,
                            sample.events().stream()
                                    .map(UserSample.Drawn::signature)
                                    .toList());
                }));
        all.keySet()
                .retainAll(
                        Set.copyOf(byRank.values().stream().limit(MOST_MEASURED).toList()));
        return all;
    }

    /**
     * The sample now: where signatures are of different shapes, those of the one that most of a pool's pieces can be scored
     * with, weighted by how frequent it is.
     */
    public synchronized SignatureSample sample(PiecePool pool) {
        SortedMap<Long, UserSample> byRank = new TreeMap<>();
        partitions
                .values()
                .forEach(users -> users.forEach((user, sample) -> byRank.put(UserSample.rank(user), sample)));
        List<Map<ModuleId, float[]>> events = byRank.values().stream()
                .limit(rules.users())
                .flatMap(sample -> sample.events().stream())
                .map(UserSample.Drawn::signature)
                .toList();
        return events.stream().collect(groupingBy(LivePopulation::shape)).entrySet().stream()
                .max(Comparator.<Map.Entry<String, List<Map<ModuleId, float[]>>>>comparingLong(
                                entry -> entry.getValue().size()
                                        * (1L + scored(entry.getValue().get(0), pool)))
                        .thenComparing(Map.Entry::getKey))
                .map(most -> SignatureSample.of(most.getValue()))
                .orElse(SignatureSample.none());
    }

    /** How many pieces can be scored. */
    private static int scored(Map<ModuleId, float[]> signature, PiecePool pool) {
        return signature.entrySet().stream()
                .mapToInt(module -> {
                    ModulePool pieces = pool.modules().get(module.getKey());
                    return pieces != null && pieces.length() == module.getValue().length ? pieces.size() : 0;
                })
                .sum();
    }

    private static String shape(Map<ModuleId, float[]> signature) {
        SortedMap<ModuleId, Integer> lengths = new TreeMap<>();
        signature.forEach((module, vector) -> lengths.put(module, vector.length));
        return lengths.toString();
    }
}
