package dev.intarsia.gateway.knowledge;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.UserPast;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The personal parts of one request's prompts. What it has read of a user it reads no more. Not thread-safe. */
public final class PersonReader {
    private final UserKnowledge users;
    private final Map<Subject, TaskPast> pasts = new HashMap<>();

    private record Subject(String user, String task) {}

    PersonReader(UserKnowledge users) {
        this.users = users;
    }

    /**
     * What enters the prompt of a question.
     *
     * @param user null for nobody, of whom nothing is known
     * @throws dev.intarsia.gateway.topology.StateUnavailableException while the user's state moves
     */
    public KnownPast before(@Nullable String user, Task task, Map<String, String> input, KnowledgeChoice choice) {
        return before(user, task, choice, past -> past.nearest(task, input, choice.history()));
    }

    /** The same before a question that is a text alone. */
    public KnownPast before(@Nullable String user, Task task, String question, KnowledgeChoice choice) {
        return before(user, task, choice, past -> past.nearest(question, choice.history()));
    }

    private KnownPast before(
            @Nullable String user, Task task, KnowledgeChoice choice, Function<UserPast, List<PastEvent>> nearest) {
        if (user == null || choice.none()) {
            return KnownPast.NOTHING;
        }
        if (!users.loaded(user)) {
            return KnownPast.LOADING;
        }
        return pasts.computeIfAbsent(new Subject(user, task.name()), absent -> users.past(user, task))
                .person(choice, nearest);
    }
}
