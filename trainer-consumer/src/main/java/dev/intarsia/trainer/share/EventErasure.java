package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Instant;

/**
 * The erasure of one event.
 *
 * @param event whose, and its id
 * @param moment what ingest accepted of it up to then is to be forgotten
 */
public record EventErasure(ConsentKey event, Instant moment) {
    public EventErasure {
        requireNonNull(event);
        requireNonNull(moment);
    }

    public String user() {
        return event.user();
    }

    public String eventId() {
        return event.eventId();
    }

    /** As its receipt has it. */
    public String id() {
        return ErasureKey.erasure(event, moment);
    }

    /** Whether a copy of the event that was accepted at this moment is to be forgotten. */
    public boolean covers(Instant ingestedAt) {
        return !ingestedAt.isAfter(moment);
    }
}
