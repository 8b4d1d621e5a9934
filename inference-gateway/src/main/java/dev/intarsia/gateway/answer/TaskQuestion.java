package dev.intarsia.gateway.answer;

import java.util.Map;

/**
 * A task's question.
 *
 * @param task the task's name
 * @param input the task's input, checked
 */
public record TaskQuestion(String task, Map<String, String> input) {
    public TaskQuestion {
        input = Map.copyOf(input);
    }
}
