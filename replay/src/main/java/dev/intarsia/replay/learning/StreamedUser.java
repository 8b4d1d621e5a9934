package dev.intarsia.replay.learning;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * Somebody whose events stream in.
 *
 * @param events in the order in which they are asked, then learned
 * @param later events after these, in order of time, which are never learned
 */
record StreamedUser(String user, List<RecordedEvent> events, List<RecordedEvent> later) {
    StreamedUser {
        events = List.copyOf(events);
        later = List.copyOf(later);
    }

    /** The same with other events. */
    StreamedUser with(List<RecordedEvent> others) {
        return new StreamedUser(user, others, later);
    }
}
