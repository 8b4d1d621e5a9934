package dev.intarsia.pieces.assemble;

import static java.util.Objects.requireNonNull;

/**
 * One piece of an assembled adapter.
 *
 * @param sharer whose piece
 * @param version which version of it
 * @param weight its coefficient in the sum; finite, not 0
 */
public record WeightedPiece(String sharer, long version, float weight) {
    public WeightedPiece {
        requireNonNull(sharer, "sharer");
    }
}
