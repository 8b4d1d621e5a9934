package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;

/**
 * What a sweep is to look for.
 *
 * @param erased the moments of erasures by what is erased, by each partition that is to be read
 * @param begun when it was asked for
 * @param stateIsGone whether the files of the local store hold nothing of it any more
 */
record SweepOrder(Map<Integer, Map<ConsentKey, NavigableSet<Instant>>> erased, Instant begun, boolean stateIsGone) {
    SweepOrder {
        erased = Map.copyOf(erased);
        requireNonNull(begun);
    }
}
