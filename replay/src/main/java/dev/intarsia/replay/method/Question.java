package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.source.RecordedEvent;
import java.time.Instant;
import java.util.Map;

/**
 * What a user is about to answer. It does not hold the true answer.
 *
 * @param id of the event that answers it; no two of a user are equal
 * @param time when the user answered: now, to the method
 * @param input the task's fields
 */
public record Question(String id, String user, Instant time, Map<String, String> input) {
    public Question {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(time);
        input = Map.copyOf(input);
    }

    /** The question that this event answers. */
    public static Question of(RecordedEvent event) {
        return new Question(event.id(), event.user(), event.time(), event.input());
    }
}
