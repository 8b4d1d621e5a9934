package dev.intarsia.pieces.assemble;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.pool.PieceGate;

/**
 * One piece of an assembled adapter.
 *
 * @param sharer whose piece
 * @param version which version of it
 * @param weight its coefficient in the sum; finite, not 0
 * @param score by how many nats it lowers the loss of one of the user's events, to first order and per unit of weight
 */
public record WeightedPiece(String sharer, long version, float weight, float score) implements ChosenPiece {
    public WeightedPiece {
        requireNonNull(sharer, "sharer");
    }

    static WeightedPiece of(PieceGate piece, float weight, float[] sum, double events) {
        return new WeightedPiece(piece.sharer(), piece.version(), weight, (float) (piece.score(sum) / events));
    }
}
