package dev.intarsia.model.example;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.Person;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;

/**
 * An event whose text is at hand: what it was, and how an example is made of it.
 *
 * @param task which it fits
 * @param encoder of its example
 */
public record KnownEvent(Task task, PastEvent event, ExampleEncoder encoder) {
    public KnownEvent {
        requireNonNull(task);
        requireNonNull(event);
        requireNonNull(encoder);
    }

    /** The example whose prompt carries the person. */
    public Example example(Person person) {
        return encoder.encode(task, event.input(), person.history(), person.profile(), event.output());
    }
}
