package dev.intarsia.model.gate;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * One sharer whose activation gates are to be trained.
 *
 * @param adapter the sharer's own, which stays as it is
 * @param steps the examples of each optimizer step; no step is empty
 */
public record GateUpdate(Adapter adapter, List<List<Example>> steps) {
    public GateUpdate {
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("Every step of an update needs at least one example.");
        }
    }
}
