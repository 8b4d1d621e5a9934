package dev.intarsia.pieces.election;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.cluster.Clustering;
import dev.intarsia.pieces.cluster.KMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Candidates by behavior, as many clusters as seats. Clusters start from the present sharers, so that each keeps its
 * number.
 *
 * @param members users by cluster number; clusters that came out empty are left out
 */
record Clusters(SortedMap<Integer, List<String>> members) {
    private static final int ROUNDS = 50;

    /** @param seats of candidates only, at most as many as the capacity */
    static Clusters of(SortedMap<String, Candidate> candidates, Map<String, Seat> seats, ElectionRules rules) {
        List<Map.Entry<String, Seat>> sharers = new ArrayList<>(seats.entrySet());
        sharers.sort(comparingInt(sharer -> sharer.getValue().cluster()));
        List<Integer> numbers = numbers(sharers, rules.capacity());
        List<float[]> starts = sharers.stream()
                .map(sharer -> requireNonNull(candidates.get(sharer.getKey())).embedding())
                .toList();
        List<float[]> points =
                candidates.values().stream().map(Candidate::embedding).toList();
        Clustering clustering = new KMeans(rules.capacity(), rules.seed(), ROUNDS).of(points, starts);
        SortedMap<Integer, List<String>> members = new TreeMap<>();
        int point = 0;
        for (String user : candidates.keySet()) {
            int number = numbers.get(clustering.clusters().get(point++));
            members.computeIfAbsent(number, cluster -> new ArrayList<>()).add(user);
        }
        return new Clusters(members);
    }

    /** The sharers' cluster numbers first, in their order, then the lowest unused ones. */
    private static List<Integer> numbers(List<Map.Entry<String, Seat>> sharers, int capacity) {
        List<Integer> numbers = sharers.stream()
                .map(sharer -> sharer.getValue().cluster())
                .collect(Collectors.toCollection(ArrayList::new));
        Set<Integer> used = new TreeSet<>(numbers);
        for (int number = 0; numbers.size() < capacity; number++) {
            if (used.add(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
