package dev.intarsia.assembler.user;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.signature.SignatureSum;
import java.time.Instant;

/**
 * What a user's events said.
 *
 * @param baseModel fingerprint of the base model that the signatures are of; empty before the first
 * @param signature their sum
 * @param recent the latest event ids
 * @param lastEventId the last event in the sum
 * @param lastIngestedAt when ingest accepted it
 */
public record Behavior(
        String baseModel, SignatureSum signature, RecentEvents recent, String lastEventId, Instant lastIngestedAt) {
    public Behavior {
        requireNonNull(baseModel, "baseModel");
        requireNonNull(signature, "signature");
        requireNonNull(recent, "recent");
        requireNonNull(lastEventId, "lastEventId");
        requireNonNull(lastIngestedAt, "lastIngestedAt");
    }

    /** The same sum, with another event as the last that was seen. */
    Behavior until(String eventId, Instant ingestedAt) {
        return new Behavior(baseModel, signature, recent, eventId, ingestedAt);
    }

    /** A user of whom nothing is known under this base model. */
    public static Behavior none(String baseModel) {
        return new Behavior(baseModel, SignatureSum.empty(), RecentEvents.none(), "", Instant.EPOCH);
    }
}
