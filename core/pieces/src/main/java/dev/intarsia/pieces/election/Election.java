package dev.intarsia.pieces.election;

import static java.util.Comparator.comparing;

import dev.intarsia.pieces.infer.LossChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the next roster. A sharer stays while a candidate, unless {@linkplain HarmRule harmful}. Free seats go to clusters without a sharer, to the longest
 * history of each (Per-Pcs, arXiv 2406.10471). When the candidates have grown enough in number, all seats are contested:
 * a cluster keeps one sharer, and a much longer history takes the seat.
 *
 * <p>The same candidates and the same roster give the same result.
 */
public final class Election {
    private final ElectionRules rules;
    private final SortedMap<String, Candidate> candidates;
    private final Roster before;
    private final Instant now;
    private final SortedMap<String, Exclusion> excluded;
    private final SortedMap<String, Exclusion> released;
    private final SortedMap<String, Seat> seats = new TreeMap<>();

    private Election(
            ElectionRules rules,
            Map<String, Candidate> candidates,
            Map<String, LossChange> harmful,
            Roster before,
            Instant now) {
        this.rules = rules;
        this.candidates = new TreeMap<>(candidates);
        this.candidates
                .values()
                .removeIf(candidate -> candidate.events() <= rules.minEvents() || !(candidate.shareRatio() > 0));
        this.before = before;
        this.now = now;
        this.released = new TreeMap<>(before.released());
        released.entrySet()
                .removeIf(one -> events(one.getKey()) == 0 || one.getValue().isNews(events(one.getKey())));
        this.excluded = exclude(harmful);
        this.candidates.keySet().removeAll(excluded.keySet());
    }

    /** The roster after an election; an equal one where there is nothing to change. */
    public static Roster hold(ElectionRules rules, Map<String, Candidate> candidates, Roster before, Instant now) {
        return hold(rules, candidates, Map.of(), before, now);
    }

    /**
     * The same where sharers were found to be harmful.
     *
     * @param harmful what was measured of them; of those who hold no seat, or whom a person has let go on since, it says
     *     nothing new
     */
    public static Roster hold(
            ElectionRules rules,
            Map<String, Candidate> candidates,
            Map<String, LossChange> harmful,
            Roster before,
            Instant now) {
        return new Election(rules, candidates, harmful, before, now).hold();
    }

    private SortedMap<String, Exclusion> exclude(Map<String, LossChange> harmful) {
        SortedMap<String, Exclusion> standing = new TreeMap<>(before.excluded());
        standing.entrySet()
                .removeIf(one -> events(one.getKey()) == 0
                        || events(one.getKey()) >= one.getValue().until());
        harmful.forEach((sharer, change) -> {
            if (before.seats().containsKey(sharer) && candidates.containsKey(sharer) && !released.containsKey(sharer)) {
                standing.put(sharer, new Exclusion(events(sharer), change.mean(), now));
            }
        });
        return standing;
    }

    private Roster hold() {
        before.seats().forEach((sharer, seat) -> {
            Candidate candidate = candidates.get(sharer);
            if (candidate != null) {
                seats.put(sharer, seat.withShareRatio(candidate.shareRatio()));
            }
        });
        if (candidates.size() <= rules.capacity()) {
            longestFirst(candidates.keySet()).forEach(user -> seat(user, lowestFreeCluster()));
            return new Roster(seats, before.contested(), excluded, released);
        }
        boolean contested = candidates.size() >= rules.growth() * Math.max(before.contested(), rules.capacity());
        if (contested || seats.size() < rules.capacity()) {
            Clusters clusters = Clusters.of(candidates, seats, rules);
            if (contested) {
                clusters.members().forEach(this::contest);
            }
            fill(clusters.members());
        }
        return new Roster(seats, contested ? candidates.size() : before.contested(), excluded, released);
    }

    /** Leaves a cluster with one sharer. */
    private void contest(int cluster, List<String> members) {
        List<String> incumbents =
                longestFirst(members.stream().filter(seats::containsKey).toList());
        if (incumbents.isEmpty()) {
            return;
        }
        String winner = incumbents.get(0);
        String longest = longestFirst(members).get(0);
        if (events(longest) > rules.challenge() * events(winner)) {
            winner = longest;
        }
        incumbents.forEach(seats::remove);
        Seat kept = before.seats().get(winner);
        if (kept == null) {
            seat(winner, cluster);
        } else {
            seats.put(winner, new Seat(cluster, shareRatio(winner), kept.events(), kept.electedAt()));
        }
    }

    /** Gives free seats to clusters without a sharer, and what is then left to the longest histories of all. */
    private void fill(SortedMap<Integer, List<String>> members) {
        List<Map.Entry<Integer, List<String>>> unseated = new ArrayList<>(members.entrySet());
        unseated.removeIf(cluster -> cluster.getValue().stream().anyMatch(seats::containsKey));
        unseated.sort(comparing(cluster -> longestFirst(cluster.getValue()).get(0), longestFirst()));
        for (Map.Entry<Integer, List<String>> cluster : unseated) {
            if (seats.size() < rules.capacity()) {
                seat(longestFirst(cluster.getValue()).get(0), cluster.getKey());
            }
        }
        for (String user : longestFirst(candidates.keySet())) {
            if (seats.size() < rules.capacity()) {
                seat(user, lowestFreeCluster());
            }
        }
    }

    private void seat(String user, int cluster) {
        if (!seats.containsKey(user)) {
            int number = isTaken(cluster) ? lowestFreeCluster() : cluster;
            seats.put(user, new Seat(number, shareRatio(user), events(user), now));
        }
    }

    private int lowestFreeCluster() {
        int cluster = 0;
        while (isTaken(cluster)) {
            cluster++;
        }
        return cluster;
    }

    private boolean isTaken(int cluster) {
        return seats.values().stream().anyMatch(seat -> seat.cluster() == cluster);
    }

    private long events(String user) {
        Candidate candidate = candidates.get(user);
        return candidate == null ? 0 : candidate.events();
    }

    private double shareRatio(String user) {
        Candidate candidate = candidates.get(user);
        return candidate == null ? 0 : candidate.shareRatio();
    }

    private List<String> longestFirst(Iterable<String> users) {
        List<String> sorted = new ArrayList<>();
        users.forEach(sorted::add);
        sorted.sort(longestFirst());
        return sorted;
    }

    private Comparator<String> longestFirst() {
        return comparing(this::events, Comparator.reverseOrder()).thenComparing(Comparator.naturalOrder());
    }
}
