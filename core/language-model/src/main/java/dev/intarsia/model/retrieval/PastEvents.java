package dev.intarsia.model.retrieval;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One user's past events, and those among them that are most like a new question by BM25: an event is found by its input
 * fields, and by its output where that is free text; a question asks with its input fields. Not thread-safe.
 */
public final class PastEvents {
    private final List<PastEvent> events = new ArrayList<>();
    private final OkapiIndex index = new OkapiIndex();

    /**
     * Adds what the user did last.
     *
     * @param task the event's own, which may be another than that of the questions
     */
    public void add(Task task, PastEvent event) {
        String input = text(task, event.input());
        events.add(event);
        index.add(task.answer() instanceof Answer.Text ? input + " " + event.output() : input);
    }

    /** All of them, the oldest first; grows as events are added. */
    public List<PastEvent> all() {
        return Collections.unmodifiableList(events);
    }

    /**
     * The most similar ones in the order in which they are to stand before the prompt: the best last, where nothing is
     * cut from a prompt that is too long; of two that are equally similar the later one.
     *
     * @param task the question's
     */
    public List<PastEvent> nearest(Task task, Map<String, String> input, int count) {
        return nearest(text(task, input), count);
    }

    /** The same for a question that is a text alone. */
    public List<PastEvent> nearest(String question, int count) {
        int[] best = index.best(question, count);
        List<PastEvent> nearest = new ArrayList<>();
        for (int i = best.length - 1; i >= 0; i--) {
            nearest.add(events.get(best[i]));
        }
        return nearest;
    }

    private static String text(Task task, Map<String, String> input) {
        return task.input().keySet().stream()
                .map(field -> input.getOrDefault(field, ""))
                .collect(Collectors.joining(" "));
    }
}
