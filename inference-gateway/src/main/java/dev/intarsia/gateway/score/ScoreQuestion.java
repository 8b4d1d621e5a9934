package dev.intarsia.gateway.score;

import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.generate.PromptSource;
import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers to be ranked.
 *
 * @param user the person, or null for nobody
 * @param asked the task's question; null where it is a text
 * @param knowledge how much of the person's past the prompt is to carry
 * @param prompt makes the prompt
 * @param answers as the caller gave them, at least one
 * @param tokens of each answer, none empty, all different
 */
record ScoreQuestion(
        @Nullable String user,
        AdapterPolicy policy,
        @Nullable TaskQuestion asked,
        KnowledgeChoice knowledge,
        PromptSource prompt,
        List<String> answers,
        List<int[]> tokens) {
    /** Whether the scores rest on something that only the gateway has which holds the user. */
    boolean personal() {
        return policy != AdapterPolicy.BASE || !knowledge.none();
    }
}
