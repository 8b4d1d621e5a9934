package dev.intarsia.tasks;

import java.util.Map;

/**
 * Something the user did before, as it enters a prompt.
 *
 * @param input the task's input fields by name
 * @param output what the user answered then
 */
public record PastEvent(Map<String, String> input, String output) {
    public PastEvent {
        input = Map.copyOf(input);
    }
}
