package dev.intarsia.model.checkpoint;

import dev.intarsia.pieces.module.Projection;

/** The shape of a decoder, as {@code config.json} gives it. */
public record ModelConfig(
        String modelType,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int vocabularySize,
        int contextLength,
        double normEpsilon,
        double ropeTheta,
        boolean tiedHead,
        boolean attentionBias,
        boolean outputBias,
        boolean queryKeyNorm,
        int bosTokenId,
        int eosTokenId) {

    /** d_in of a projection. */
    public int inputs(Projection projection) {
        return switch (projection) {
            case Q, K, V, GATE, UP -> hiddenSize;
            case O -> heads * headSize;
            case DOWN -> intermediateSize;
        };
    }

    /** d_out of a projection. */
    public int outputs(Projection projection) {
        return switch (projection) {
            case Q -> heads * headSize;
            case K, V -> keyValueHeads * headSize;
            case O, DOWN -> hiddenSize;
            case GATE, UP -> intermediateSize;
        };
    }
}
