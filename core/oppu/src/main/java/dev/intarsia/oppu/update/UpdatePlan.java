package dev.intarsia.oppu.update;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one update trains on. Events are named by their number in the user's sequence.
 *
 * @param version of the adapter it makes
 * @param from the first event that is new to that version
 * @param seen how many events of the sequence the new version has then seen
 * @param steps for each optimizer step its events; no step is empty
 * @param least how many of the steps are taken whatever the loss; the others as long as it is high
 * @param seed of everything random in training itself
 * @param rate by which the learning rate is multiplied
 * @param level how much training it gets
 */
public record UpdatePlan(
        long version,
        long from,
        long seen,
        List<List<Long>> steps,
        int least,
        long seed,
        double rate,
        LoadLevel level) {
    public UpdatePlan {
        steps = steps.stream().map(List::copyOf).toList();
        requireNonNull(level);
    }
}
