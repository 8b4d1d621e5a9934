package dev.intarsia.assembler.user;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.pieces.signature.UserStatistics;
import java.time.Instant;

/**
 * What a user's events said.
 *
 * @param baseModel fingerprint of the base model that the signatures are of; empty before the first
 * @param statistics what is kept of their signatures
 * @param recent the latest event ids
 * @param lastEventId the event of the last signature, which was counted or taken out again
 * @param lastIngestedAt when ingest accepted that
 */
public record Behavior(
        String baseModel, UserStatistics statistics, RecentEvents recent, String lastEventId, Instant lastIngestedAt) {
    public Behavior {
        requireNonNull(baseModel, "baseModel");
        requireNonNull(statistics, "statistics");
        requireNonNull(recent, "recent");
        requireNonNull(lastEventId, "lastEventId");
        requireNonNull(lastIngestedAt, "lastIngestedAt");
    }

    /** The sum of the signatures of the events that count. */
    SignatureSum signature() {
        return statistics.sum();
    }

    /** The same sum, with another event as the last that was seen. */
    Behavior until(String eventId, Instant ingestedAt) {
        return new Behavior(baseModel, statistics, recent, eventId, ingestedAt);
    }

    /** A user of whom nothing is known under this base model. */
    public static Behavior none(String baseModel) {
        return new Behavior(baseModel, UserStatistics.empty(), RecentEvents.none(), "", Instant.EPOCH);
    }
}
