package dev.intarsia.oppu.learn;

import java.util.List;

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
}
