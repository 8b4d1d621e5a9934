package dev.intarsia.pieces.election;

import java.time.Instant;

/**
 * A sharer's place on the roster.
 *
 * @param cluster the cluster of users the sharer stands for
 * @param shareRatio share of the modules that may become pieces
 * @param events length of the history at the election
 * @param electedAt when it was held
 */
public record Seat(int cluster, double shareRatio, long events, Instant electedAt) {
    Seat withShareRatio(double ratio) {
        return new Seat(cluster, ratio, events, electedAt);
    }
}
