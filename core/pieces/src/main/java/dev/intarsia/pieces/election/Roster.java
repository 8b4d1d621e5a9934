package dev.intarsia.pieces.election;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who shares.
 *
 * @param seats by sharer
 * @param contested how many candidates there were when all seats were last up for election; 0 before
 */
public record Roster(SortedMap<String, Seat> seats, int contested) {
    public Roster {
        seats = unmodifiableSortedMap(new TreeMap<>(seats));
    }

    /** Nobody shares yet. */
    public static Roster empty() {
        return new Roster(new TreeMap<>(), 0);
    }
}
