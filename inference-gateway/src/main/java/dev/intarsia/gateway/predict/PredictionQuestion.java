package dev.intarsia.gateway.predict;

import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.tasks.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question of a task.
 *
 * @param user the person, or null for nobody
 * @param input the task's input, checked
 * @param knowledge how much of the person's past the prompt is to carry
 * @param stated whether the question says so itself
 */
public record PredictionQuestion(
        @Nullable String user,
        Task task,
        Map<String, String> input,
        AdapterPolicy policy,
        KnowledgeChoice knowledge,
        boolean stated) {
    /** Whether the answer rests on something that only the gateway has which holds the user. */
    boolean personal() {
        return policy != AdapterPolicy.BASE || !knowledge.none();
    }
}
