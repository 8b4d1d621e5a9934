package dev.intarsia.pieces.election;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who shares.
 *
 * @param seats by sharer
 * @param contested how many candidates there were when all seats were last up for election; 0 before
 * @param excluded candidates who may not share for now
 * @param released candidates whose exclusion a person has ended, as of then: what is measured of them says nothing new
 *     until their histories have grown
 */
public record Roster(
        SortedMap<String, Seat> seats,
        int contested,
        SortedMap<String, Exclusion> excluded,
        SortedMap<String, Exclusion> released) {
    public Roster {
        released = unmodifiableSortedMap(new TreeMap<>(released));
        seats = unmodifiableSortedMap(new TreeMap<>(seats));
        excluded = unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /** A roster that excludes nobody. */
    public Roster(SortedMap<String, Seat> seats, int contested) {
        this(seats, contested, new TreeMap<>(), new TreeMap<>());
    }

    /**
     * The roster where a person has ended exclusions.
     *
     * @param events length of the history now of each whose exclusion ends
     */
    public Roster releasing(Map<String, Long> events) {
        SortedMap<String, Exclusion> stay = new TreeMap<>(excluded);
        SortedMap<String, Exclusion> go = new TreeMap<>(released);
        events.forEach((user, length) -> {
            Exclusion ended = stay.remove(user);
            if (ended != null) {
                go.put(user, new Exclusion(length, ended.lossChange(), ended.since()));
            }
        });
        return new Roster(seats, contested, stay, go);
    }

    /** Nobody shares yet. */
    public static Roster empty() {
        return new Roster(new TreeMap<>(), 0);
    }
}
