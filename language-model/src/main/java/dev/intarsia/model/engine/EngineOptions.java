package dev.intarsia.model.engine;

import dev.intarsia.pieces.module.Projection;
import java.util.Set;

/**
 * How a base model is loaded.
 *
 * @param rank LoRA rank of every adapter
 * @param alpha LoRA alpha; the product B A is scaled by {@code alpha / rank}
 * @param projections which projections of every layer adapters touch
 * @param batchTokens how many padded tokens go through the model in one pass; larger batches are cut
 */
public record EngineOptions(Precision precision, int rank, double alpha, Set<Projection> projections, int batchTokens) {
    public EngineOptions {
        projections = Set.copyOf(projections);
        if (batchTokens < 1) {
            throw new IllegalArgumentException("batchTokens must be at least 1, not " + batchTokens + ".");
        }
    }

    /** Rank 16, alpha 16, q and v, fp32: the same numbers on every machine. */
    public static EngineOptions defaults() {
        return new EngineOptions(Precision.FP32, 16, 16, Set.of(Projection.Q, Projection.V), 4096);
    }

    public EngineOptions withPrecision(Precision other) {
        return new EngineOptions(other, rank, alpha, projections, batchTokens);
    }

    public EngineOptions withRank(int otherRank, double otherAlpha) {
        return new EngineOptions(precision, otherRank, otherAlpha, projections, batchTokens);
    }

    public EngineOptions withProjections(Set<Projection> others) {
        return new EngineOptions(precision, rank, alpha, others, batchTokens);
    }

    public EngineOptions withBatchTokens(int tokens) {
        return new EngineOptions(precision, rank, alpha, projections, tokens);
    }
}
