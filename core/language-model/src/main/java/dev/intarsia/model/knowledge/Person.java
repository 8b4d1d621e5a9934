package dev.intarsia.model.knowledge;

import dev.intarsia.tasks.PastEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The personal part of a prompt.
 *
 * @param history past events in the order they shall appear
 * @param profile a text about the user, or null
 */
public record Person(List<PastEvent> history, @Nullable String profile) {
    /** Nobody in particular. */
    public static final Person NOBODY = new Person(List.of(), null);

    public Person {
        history = List.copyOf(history);
    }
}
