package dev.intarsia.gateway.knowledge;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.knowledge.TaskPast;
import dev.intarsia.tasks.Task;
import java.util.HashMap;
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
    public Person before(@Nullable String user, Task task, Map<String, String> input, KnowledgeChoice choice) {
        return before(user, task, choice, past -> past.before(input, choice));
    }

    /** The same before a question that is a text alone. */
    public Person before(@Nullable String user, Task task, String question, KnowledgeChoice choice) {
        return before(user, task, choice, past -> past.before(question, choice));
    }

    private Person before(@Nullable String user, Task task, KnowledgeChoice choice, Function<TaskPast, Person> person) {
        return user == null || choice.none()
                ? Person.NOBODY
                : person.apply(pasts.computeIfAbsent(new Subject(user, task.name()), absent -> users.past(user, task)));
    }
}
