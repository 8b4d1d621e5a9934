package dev.intarsia.model.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One user's past events of one task, the oldest first, and what of them enters a prompt of that task: the same for a
 * running gateway and for a trainer. The profile is a {@link TemplateProfile}. Not thread-safe.
 */
public final class TaskPast {
    private final Task task;
    private final UserPast events = new UserPast();
    private int summarized;
    private @Nullable String profile;

    public TaskPast(Task task) {
        this.task = requireNonNull(task);
    }

    /**
     * Adds what the user did last.
     *
     * @param event that fits the task
     */
    public void add(PastEvent event) {
        events.add(task, event);
    }

    /** What enters the prompt of a question that is asked now. */
    public Person before(Map<String, String> input, KnowledgeChoice choice) {
        return person(events.nearest(task, input, choice.history()), choice);
    }

    /** The same of a question that is a text alone. */
    public Person before(String question, KnowledgeChoice choice) {
        return person(events.nearest(question, choice.history()), choice);
    }

    private Person person(List<PastEvent> nearest, KnowledgeChoice choice) {
        return choice.none() || events.size() == 0
                ? Person.NOBODY
                : new Person(nearest, choice.profile() ? profile() : null);
    }

    private String profile() {
        int due = ProfileSchedule.summarized(events.size());
        if (profile == null || summarized != due) {
            profile = new TemplateProfile(task)
                    .write(List.of(new ProfileWriter.Subject("", events.summarized())))
                    .get(0);
            summarized = due;
        }
        return profile;
    }
}
