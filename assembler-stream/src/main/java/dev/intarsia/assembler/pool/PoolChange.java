package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.pool.PieceId;
import java.util.Set;

/**
 * What became different when a pool was taken into use.
 *
 * @param generation counts the pools in use, from 1
 * @param gone pieces that are in the pool no longer
 * @param replaced pieces with a new version
 * @param arrived pieces that were not there before
 * @param squaredGates of the replaced and arrived: the squared norm of all gates together
 * @param everybody whether users can be affected whatever pieces they hold, as when the population's sample changed
 */
public record PoolChange(
        long generation,
        Set<PieceId> gone,
        Set<PieceId> replaced,
        Set<PieceId> arrived,
        double squaredGates,
        boolean everybody) {
    public PoolChange {
        gone = Set.copyOf(gone);
        replaced = Set.copyOf(replaced);
        arrived = Set.copyOf(arrived);
    }
}
