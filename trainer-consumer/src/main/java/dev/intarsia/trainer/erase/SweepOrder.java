package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;

/**
 * What a sweep is to look for.
 *
 * @param erased the moments of erasures by user, by each partition that is to be read
 * @param begun when it was asked for
 * @param stateIsGone whether the files of the local store hold nothing of these users any more
 */
record SweepOrder(Map<Integer, Map<String, NavigableSet<Instant>>> erased, Instant begun, boolean stateIsGone) {
    SweepOrder {
        erased = Map.copyOf(erased);
        requireNonNull(begun);
    }
}
