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
 */
public record UserUpdate(AdapterState start, List<List<Example>> steps, long seed) {
    public UserUpdate {
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("Every step of an update needs at least one example.");
        }
    }
}
