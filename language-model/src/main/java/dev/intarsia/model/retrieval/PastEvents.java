package dev.intarsia.model.retrieval;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One user's past events of a task, and those among them that are most like a new question by BM25 over the input fields.
 * Not thread-safe.
 */
public final class PastEvents {
    private final Task task;
    private final List<PastEvent> events = new ArrayList<>();
    private final OkapiIndex index = new OkapiIndex();

    public PastEvents(Task task) {
        this.task = requireNonNull(task);
    }

    /** Adds what the user did last. */
    public void add(PastEvent event) {
        events.add(event);
        index.add(text(event.input()));
    }

    /** All of them, the oldest first; grows as events are added. */
    public List<PastEvent> all() {
        return Collections.unmodifiableList(events);
    }

    /**
     * The most similar ones in the order in which they are to stand before the prompt: the best last, where nothing is
     * cut from a prompt that is too long; of two that are equally similar the later one.
     */
    public List<PastEvent> nearest(Map<String, String> input, int count) {
        int[] best = index.best(text(input), count);
        List<PastEvent> nearest = new ArrayList<>();
        for (int i = best.length - 1; i >= 0; i--) {
            nearest.add(events.get(best[i]));
        }
        return nearest;
    }

    private String text(Map<String, String> input) {
        return task.input().keySet().stream()
                .map(field -> input.getOrDefault(field, ""))
                .collect(Collectors.joining(" "));
    }
}
