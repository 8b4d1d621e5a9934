package dev.intarsia.replay.protocol;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * A stretch of a way: first everything is learned, then everything is asked.
 *
 * @param learned in order of time; may be empty
 * @param asked in order of time, with the true answers; may be empty
 */
public record Turn(List<RecordedEvent> learned, List<RecordedEvent> asked) {
    public Turn {
        learned = List.copyOf(learned);
        asked = List.copyOf(asked);
    }
}
