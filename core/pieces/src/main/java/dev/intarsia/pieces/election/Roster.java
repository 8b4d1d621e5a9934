package dev.intarsia.pieces.election;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who shares.
 *
 * @param seats by sharer
 * @param contested how many candidates there were when all seats were last up for election; 0 before
 * @param excluded candidates who may not share for now
 */
public record Roster(SortedMap<String, Seat> seats, int contested, SortedMap<String, Exclusion> excluded) {
    public Roster {
        seats = unmodifiableSortedMap(new TreeMap<>(seats));
        excluded = unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /** A roster that excludes nobody. */
    public Roster(SortedMap<String, Seat> seats, int contested) {
        this(seats, contested, new TreeMap<>());
    }

    /** Nobody shares yet. */
    public static Roster empty() {
        return new Roster(new TreeMap<>(), 0);
    }
}
