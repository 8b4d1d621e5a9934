package dev.intarsia.model.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.Projection;
import java.util.List;

/**
 * The shape of a decoder of the Llama family: RMSNorm, rotary positions, SwiGLU, grouped-query attention.
 *
 * @param modelType {@code llama}, {@code mistral}, {@code qwen2} or {@code qwen3}
 * @param contextLength how many tokens a sequence may have
 * @param tiedHead whether the output head is the embedding table
 * @param bosTokenId what a sequence begins with
 * @param eosTokenIds what ends a sequence; the first is the one written after an answer
 */
public record ModelConfig(
        String modelType,
        int hiddenSize,
        int intermediateSize,
        int layers,
        AttentionShape attention,
        Rope rope,
        double normEpsilon,
        int vocabularySize,
        int contextLength,
        boolean tiedHead,
        int bosTokenId,
        List<Integer> eosTokenIds) {
    public ModelConfig {
        requireNonNull(modelType, "modelType");
        requireNonNull(attention, "attention");
        requireNonNull(rope, "rope");
        eosTokenIds = List.copyOf(eosTokenIds);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("vocab_size", vocabularySize);
        positive("max_position_embeddings", contextLength);
        if (!(normEpsilon > 0)) {
            throw new IllegalArgumentException("rms_norm_eps must be above 0, not " + normEpsilon + ".");
        }
        if (eosTokenIds.isEmpty()) {
            throw new IllegalArgumentException("eos_token_id must name at least one token.");
        }
        within("bos_token_id", bosTokenId, vocabularySize);
        for (int eos : eosTokenIds) {
            within("eos_token_id", eos, vocabularySize);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value + ".");
        }
    }

    private static void within(String name, int token, int vocabulary) {
        if (token < 0 || token >= vocabulary) {
            throw new IllegalArgumentException(
                    name + " " + token + " is outside the vocabulary of " + vocabulary + " tokens.");
        }
    }

    public int heads() {
        return attention.heads();
    }

    public int keyValueHeads() {
        return attention.keyValueHeads();
    }

    public int headSize() {
        return attention.headSize();
    }

    /** The token written after an answer. */
    public int eosTokenId() {
        return eosTokenIds.get(0);
    }

    /** d_in of a projection. */
    public int inputs(Projection projection) {
        return switch (projection) {
            case Q, K, V, GATE, UP -> hiddenSize;
            case O -> heads() * headSize();
            case DOWN -> intermediateSize;
        };
    }

    /** d_out of a projection. */
    public int outputs(Projection projection) {
        return switch (projection) {
            case Q -> heads() * headSize();
            case K, V -> keyValueHeads() * headSize();
            case O, DOWN -> hiddenSize;
            case GATE, UP -> intermediateSize;
        };
    }
}
