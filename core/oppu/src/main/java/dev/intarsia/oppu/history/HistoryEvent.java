package dev.intarsia.oppu.history;

import dev.intarsia.model.example.Example;
import java.time.Instant;

/** One event of a user's history. Immutable. */
public interface HistoryEvent {
    /** The event's own id, unique per user. */
    String eventId();

    /** Stands for the id where events are told apart; see {@link EncodedEvent#fingerprint}. */
    default long fingerprint() {
        return EncodedEvent.fingerprint(eventId());
    }

    /** When ingest accepted the event, to the millisecond. */
    Instant ingestedAt();

    /** What the model is trained on; a new one each time. */
    Example example();

    /** Bytes this event takes in memory, roughly. */
    int size();
}
