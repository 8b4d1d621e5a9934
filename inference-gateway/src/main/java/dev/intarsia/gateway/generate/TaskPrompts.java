package dev.intarsia.gateway.generate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.knowledge.KnownPast;
import dev.intarsia.gateway.knowledge.PersonReader;
import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.knowledge.UserKnowledge;
import dev.intarsia.model.example.EncodedPrompt;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.tasks.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prompts of tasks' questions, with as much of the user's past as is asked for. Safe to use from several threads. */
public final class TaskPrompts {
    private final PromptEncoder encoder;
    private final UserKnowledge users;

    public TaskPrompts(PromptEncoder encoder, UserKnowledge users) {
        this.encoder = requireNonNull(encoder);
        this.users = requireNonNull(users);
    }

    /** Reads users' past for the questions of one request. */
    public PersonReader reader() {
        return users.reader();
    }

    /** The prompt of a question that is answered by generated text, made when it is taken in. */
    public PromptSource text(@Nullable String user, Task task, Map<String, String> input, KnowledgeChoice choice) {
        return () -> {
            KnownPast past = reader().before(user, task, input, choice);
            return prompt(encoder.task(task, input, past.person()), past);
        };
    }

    /** The prompt of a question that is answered by one of the task's labels, with room left for the longest. */
    public TextPrompt question(Task task, Map<String, String> input, KnownPast past) {
        return prompt(encoder.question(task, input, past.person()), past);
    }

    /**
     * The prompt of a question that is answered by one of some given answers, with room left for the longest.
     *
     * @param answers their tokens
     */
    public PromptSource question(
            @Nullable String user, Task task, Map<String, String> input, KnowledgeChoice choice, List<int[]> answers) {
        return () -> {
            KnownPast past = reader().before(user, task, input, choice);
            return prompt(encoder.question(task, input, past.person(), answers), past);
        };
    }

    /** The tokens of each of the task's labels, in its order. */
    public List<int[]> labels(Task task) {
        return encoder.labels(task);
    }

    private static TextPrompt prompt(EncodedPrompt encoded, KnownPast past) {
        return new TextPrompt(encoded.tokens(), UsedKnowledge.of(past, encoded.cutTokens()));
    }
}
