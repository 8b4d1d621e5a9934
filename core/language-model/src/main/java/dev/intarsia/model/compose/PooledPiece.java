package dev.intarsia.model.compose;

import dev.intarsia.model.adapter.AdapterLayout;

/**
 * A piece ready to be added up.
 *
 * @param version of the sharer's adapter it was cut from
 * @param baseModel fingerprint of the base model it fits
 * @param rank LoRA rank
 * @param alpha LoRA alpha
 * @param digest SHA-256 of weights and gate, hexadecimal
 * @param weights B, d_out × r row-major; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record PooledPiece(long version, String baseModel, int rank, double alpha, String digest, float[] weights) {
    /** Whether it was made for this base model, with the rank and scale of this layout. */
    public boolean fits(String otherBase, AdapterLayout layout) {
        return baseModel.equals(otherBase) && rank == layout.rank() && alpha == layout.alpha();
    }
}
