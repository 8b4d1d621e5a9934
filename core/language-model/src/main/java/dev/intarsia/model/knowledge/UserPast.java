package dev.intarsia.model.knowledge;

import dev.intarsia.model.retrieval.PastEvents;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.List;
import java.util.Map;

/** One user's past, the oldest event first, and what of it enters a prompt. Not thread-safe. */
public final class UserPast {
    private final PastEvents events = new PastEvents();

    /**
     * Adds what the user did last.
     *
     * @param task the event's own, which may be another than that of the questions
     */
    public void add(Task task, PastEvent event) {
        events.add(task, event);
    }

    /** How many events there are. */
    public int size() {
        return events.all().size();
    }

    /** The events that the profile sums up now, the oldest first; see {@link ProfileSchedule}. */
    public List<PastEvent> summarized() {
        return events.all().subList(0, ProfileSchedule.summarized(size()));
    }

    /**
     * The events that enter the prompt of a question, in the order in which they stand before it.
     *
     * @param task the question's
     * @param count how many at most, from 0
     */
    public List<PastEvent> nearest(Task task, Map<String, String> input, int count) {
        return count == 0 ? List.of() : events.nearest(task, input, count);
    }

    /** The same for a question that is a text alone. */
    public List<PastEvent> nearest(String question, int count) {
        return count == 0 ? List.of() : events.nearest(question, count);
    }
}
