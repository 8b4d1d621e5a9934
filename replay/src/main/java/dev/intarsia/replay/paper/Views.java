package dev.intarsia.replay.paper;

import dev.intarsia.model.example.Example;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/** How an item of a history becomes examples. */
@FunctionalInterface
public interface Views {
    /**
     * The item's examples: plain, and with what the user did before in its prompt.
     *
     * @param history of one user, in order of time; only what stands before the item may be used
     * @param item its place in the history
     */
    List<Example> of(List<RecordedEvent> history, int item);
}
