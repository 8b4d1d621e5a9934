package dev.intarsia.replay.lamp;

import java.util.HashMap;
import java.util.Map;

/**
 * What somebody wrote or chose, in the words of a task file.
 *
 * @param task the task file's name
 * @param input its fields
 */
public record LampExample(String task, Map<String, String> input, String output) {
    public LampExample {
        input = Map.copyOf(input);
    }

    /** The same with one more field. */
    LampExample with(String field, String text) {
        Map<String, String> all = new HashMap<>(input);
        all.put(field, text);
        return new LampExample(task, all, output);
    }
}
