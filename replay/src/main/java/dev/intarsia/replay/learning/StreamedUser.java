package dev.intarsia.replay.learning;

import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
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

    /** The same events in another order, the same at every call. */
    StreamedUser shuffled() {
        List<RecordedEvent> shuffled = new ArrayList<>();
        for (long number : new SeededDraws(SeededDraws.seed("shuffled", user, 0)).shuffled(0, events.size())) {
            shuffled.add(events.get((int) number));
        }
        return with(shuffled);
    }

    /** The same with other events. */
    StreamedUser with(List<RecordedEvent> others) {
        return new StreamedUser(user, others, later);
    }
}
