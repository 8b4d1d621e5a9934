package dev.intarsia.gateway.serving;

import java.time.Instant;

/**
 * Which of the user's events an adapter knows.
 *
 * @param events how many
 * @param lastEventId the last of them
 * @param lastIngestedAt when ingest accepted it
 */
public record Lineage(long events, String lastEventId, Instant lastIngestedAt) {}
