package dev.intarsia.gateway.pool;

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
public record PooledPiece(long version, String baseModel, int rank, double alpha, String digest, float[] weights) {}
