package dev.intarsia.gateway.serving;

import java.time.Instant;

/**
 * Which of the user's events an adapter knows.
 *
 * @param events how many
 * @param lastEventId the last of them
 * @param lastIngestedAt when ingest accepted it
 * @param hash of the chain of versions that training made; empty of what is assembled, and where it is not recorded
 */
public record Lineage(long events, String lastEventId, Instant lastIngestedAt, String hash) {
    Lineage withHash(String other) {
        return new Lineage(events, lastEventId, lastIngestedAt, other);
    }
}
