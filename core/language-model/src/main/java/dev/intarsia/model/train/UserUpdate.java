package dev.intarsia.model.train;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * One user's due update.
 *
 * @param start where the user's adapter stands
 * @param steps the examples of each optimizer step; no step is empty
 * @param seed of everything random in this update
 * @param rate by which the learning rate is multiplied, above 0
 */
public record UserUpdate(AdapterState start, List<List<Example>> steps, long seed, double rate) {
    public UserUpdate {
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("Every step of an update needs at least one example.");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The rate of an update must be above 0, not " + rate + ".");
        }
    }

    /** An update at the learning rate that is set. */
    public UserUpdate(AdapterState start, List<List<Example>> steps, long seed) {
        this(start, steps, seed, 1);
    }
}
