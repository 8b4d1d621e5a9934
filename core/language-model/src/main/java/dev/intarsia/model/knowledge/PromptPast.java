package dev.intarsia.model.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One user's past events of one task, the oldest first, and what of them enters a prompt of that task: by
 * {@link UserPast}, as in a running gateway and in a replay. The profile is a {@link TemplateProfile}. Not thread-safe.
 */
public final class PromptPast {
    private final Task task;
    private final UserPast events = new UserPast();
    private int summarized;
    private @Nullable String profile;

    public PromptPast(Task task) {
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
        return choice.none() || events.size() == 0
                ? Person.NOBODY
                : new Person(events.nearest(task, input, choice.history()), choice.profile() ? profile() : null);
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
