package dev.intarsia.model.knowledge;

import dev.intarsia.tasks.PastEvent;
import java.util.List;

/** Sums users up. */
public interface ProfileWriter {
    /**
     * A text about each user, in the order given. Each follows from that user's own history alone.
     *
     * @param subjects at least one
     */
    List<String> write(List<Subject> subjects);

    /**
     * Whom a profile is of.
     *
     * @param history what is known of the user, the oldest first; not empty
     */
    record Subject(String user, List<PastEvent> history) {
        public Subject {
            history = List.copyOf(history);
        }
    }
}
