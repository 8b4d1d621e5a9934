package dev.intarsia.replay.sweep;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * Somebody whose questions are asked.
 *
 * @param history what may be learned from, in order of time
 * @param questions with their true answers, all later than the history
 */
record AskedUser(String user, List<RecordedEvent> history, List<RecordedEvent> questions) {
    AskedUser {
        history = List.copyOf(history);
        questions = List.copyOf(questions);
    }

    /** The newest of the history; all of it where there are fewer. */
    List<RecordedEvent> newest(int events) {
        return InOrder.newest(history, events);
    }
}
