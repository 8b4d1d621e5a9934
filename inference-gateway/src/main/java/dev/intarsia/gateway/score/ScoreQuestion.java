package dev.intarsia.gateway.score;

import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.serving.AdapterPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers to be ranked.
 *
 * @param user the person, or null for nobody
 * @param asked the task's question; null where it is a text
 * @param prompt tokens
 * @param answers as the caller gave them, at least one
 * @param tokens of each answer, none empty, all different
 */
record ScoreQuestion(
        @Nullable String user,
        AdapterPolicy policy,
        @Nullable TaskQuestion asked,
        int[] prompt,
        List<String> answers,
        List<int[]> tokens) {}
