package dev.intarsia.gateway.score;

import dev.intarsia.gateway.serving.AdapterPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers to be ranked.
 *
 * @param user the person, or null for nobody
 * @param task the task's name; null where the question is a text
 * @param input the task's input, checked; empty where the question is a text
 * @param prompt tokens
 * @param answers as the caller gave them, at least one
 * @param tokens of each answer, none empty, all different
 */
record ScoreQuestion(
        @Nullable String user,
        AdapterPolicy policy,
        @Nullable String task,
        Map<String, String> input,
        int[] prompt,
        List<String> answers,
        List<int[]> tokens) {}
