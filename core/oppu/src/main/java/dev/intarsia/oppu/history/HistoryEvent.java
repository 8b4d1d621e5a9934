package dev.intarsia.oppu.history;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.KnownEvent;
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

    /** What the model is trained on where prompts carry nothing of the user's past; a new one each time. */
    Example example();

    /**
     * The event as text, from which examples are made whose prompts carry some of the past.
     *
     * @throws UnsupportedOperationException where only {@link #example()} is kept
     */
    KnownEvent known();

    /** Bytes this event takes in memory, roughly. */
    int size();
}
