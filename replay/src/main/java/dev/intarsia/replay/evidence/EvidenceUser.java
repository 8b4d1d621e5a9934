package dev.intarsia.replay.evidence;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;

/**
 * Somebody whose events stream in.
 *
 * @param events in the order in which they are asked, then learned from
 * @param later events after these, in order of time, which are asked at the end
 */
record EvidenceUser(String user, List<RecordedEvent> events, List<RecordedEvent> later) {
    EvidenceUser {
        events = List.copyOf(events);
        later = List.copyOf(later);
    }
}
