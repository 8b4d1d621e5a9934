package dev.intarsia.replay.protocol;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * A step of a protocol for one or more users: first everything is learned, then everything is asked.
 *
 * @param learned in order of time; may be empty
 * @param asked in order of time, with the true answers; may be empty
 */
public record ProtocolStep(List<RecordedEvent> learned, List<RecordedEvent> asked) {
    public ProtocolStep {
        learned = List.copyOf(learned);
        asked = List.copyOf(asked);
    }
}
