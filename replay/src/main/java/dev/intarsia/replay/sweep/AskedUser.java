package dev.intarsia.replay.sweep;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
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
        return newest(history, events);
    }

    /** The last elements, at most so many. */
    static <T> List<T> newest(List<T> inOrder, int most) {
        return inOrder.subList(Math.max(0, inOrder.size() - most), inOrder.size());
    }

    /** At most so many elements at equal distances, the first among them. */
    static <T> List<T> spread(List<T> inOrder, int most) {
        int kept = Math.min(most, inOrder.size());
        List<T> spread = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            spread.add(inOrder.get(Math.toIntExact((long) i * inOrder.size() / kept)));
        }
        return spread;
    }
}
