package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Something a user did, or a question put in the user's place with the answer the user gave.
 *
 * @param id no two events of a user share it
 * @param task the name of the task the input and output belong to
 * @param input the task's fields
 * @param output what the user gave
 */
public record RecordedEvent(
        String id, String user, Instant time, String task, Map<String, String> input, String output) {
    public RecordedEvent {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(time);
        requireNonNull(task);
        input = Map.copyOf(input);
        requireNonNull(output);
    }
}
