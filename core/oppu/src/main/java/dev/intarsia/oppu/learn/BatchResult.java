package dev.intarsia.oppu.learn;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a batch of events led to, besides the users' next states.
 *
 * @param scored in the order of the rounds; without events whose loss is not finite
 * @param updates every update that was due, in the order of the rounds
 * @param duplicates events that were left out as sent before
 * @param unscored events whose loss under the base is not finite
 */
public record BatchResult(List<ScoredEvent> scored, List<UpdateOutcome> updates, int duplicates, int unscored) {
    public BatchResult {
        scored = List.copyOf(scored);
        updates = List.copyOf(updates);
    }

    /** The same with updates that no event was the reason for. */
    public BatchResult and(List<UpdateOutcome> more) {
        return new BatchResult(
                scored, Stream.concat(updates.stream(), more.stream()).toList(), duplicates, unscored);
    }
}
