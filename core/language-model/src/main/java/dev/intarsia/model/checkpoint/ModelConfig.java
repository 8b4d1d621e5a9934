package dev.intarsia.model.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The shape of a decoder of the Llama family: RMSNorm, rotary positions, SwiGLU, grouped-query attention.
 *
 * @param modelType {@code llama}, {@code mistral}, {@code qwen2} or {@code qwen3}
 * @param contextLength how many tokens a sequence may have
 * @param window which layers see only the nearest of what came before
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
        SlidingWindow window,
        boolean tiedHead,
        int bosTokenId,
        List<Integer> eosTokenIds) {
    /** Wider than any decoder there is; hostile numbers are far beyond it. */
    private static final long WIDEST = 1 << 17;

    public ModelConfig {
        requireNonNull(modelType, "modelType");
        requireNonNull(attention, "attention");
        requireNonNull(rope, "rope");
        requireNonNull(window, "window");
        eosTokenIds = List.copyOf(eosTokenIds);
        within("hidden_size", hiddenSize, WIDEST);
        within("intermediate_size", intermediateSize, 16 * WIDEST);
        within("num_hidden_layers", layers, 2048);
        within("vocab_size", vocabularySize, 16 * WIDEST);
        within("max_position_embeddings", contextLength, 16 * WIDEST);
        if (window.size() >= contextLength || window.layers().stream().anyMatch(layer -> layer >= layers)) {
            throw new IllegalArgumentException("A sliding window must be smaller than the context of " + contextLength
                    + " and in one of the " + layers + " layers, unlike " + window + ".");
        }
        int windowed = window.layers().size();
        if (modelType.equals("llama") && windowed > 0 || modelType.equals("mistral") && windowed % layers > 0) {
            throw new IllegalArgumentException("A sliding window is in none of a llama's layers, and in all or none of "
                    + "a mistral's, not in " + windowed + " of a " + modelType + "'s " + layers + ".");
        }
        if (!(normEpsilon > 0) || normEpsilon > 1) {
            throw new IllegalArgumentException("rms_norm_eps must be above 0 and at most 1, not " + normEpsilon + ".");
        }
        if (eosTokenIds.isEmpty()) {
            throw new IllegalArgumentException("eos_token_id must name at least one token.");
        }
        token("bos_token_id", bosTokenId, vocabularySize);
        for (int eos : eosTokenIds) {
            token("eos_token_id", eos, vocabularySize);
        }
    }

    /** A model in which every position sees all that came before. */
    public ModelConfig(
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
        this(
                modelType,
                hiddenSize,
                intermediateSize,
                layers,
                attention,
                rope,
                normEpsilon,
                vocabularySize,
                contextLength,
                SlidingWindow.NONE,
                tiedHead,
                bosTokenId,
                eosTokenIds);
    }

    private static void within(String name, int value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value + ".");
        }
    }

    private static void token(String name, int token, int vocabulary) {
        if (token < 0 || token >= vocabulary) {
            throw new IllegalArgumentException(
                    name + " " + token + " is outside the vocabulary of " + vocabulary + " tokens.");
        }
    }

    /**
     * The shape of a checkpoint directory's model.
     *
     * @throws MalformedCheckpointException when {@code config.json} is missing or breaks its format
     * @throws UnsupportedModelException when the model is of another family, or quantized
     */
    public static ModelConfig read(Path directory) throws IOException {
        return ConfigFile.read(directory);
    }

    /** The shape of this model's first layers, with its embedding and its head. */
    public ModelConfig firstLayers(int first) {
        return with(first, window.within(first), tiedHead);
    }

    /** The shape of such a model whose output head is a table of its own. */
    ModelConfig withOwnHead() {
        return with(layers, window, false);
    }

    private ModelConfig with(int otherLayers, SlidingWindow otherWindow, boolean tied) {
        return new ModelConfig(
                modelType,
                hiddenSize,
                intermediateSize,
                otherLayers,
                attention,
                rope,
                normEpsilon,
                vocabularySize,
                contextLength,
                otherWindow,
                tied,
                bosTokenId,
                eosTokenIds);
    }

    /** How many weights the model has; a tied head is counted once. */
    public long parameters() {
        return DecoderTensors.of(this).values().stream()
                .mapToLong(Tensor::elements)
                .sum();
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

    /** d_in of a projection; of a prompt how wide its tokens are. */
    public int inputs(Projection projection) {
        return switch (projection) {
            case Q, K, V, GATE, UP, PROMPT -> hiddenSize;
            case O -> heads() * headSize();
            case DOWN -> intermediateSize;
        };
    }

    /** d_out of a projection; of a prompt how wide its tokens are. */
    public int outputs(Projection projection) {
        return switch (projection) {
            case Q -> heads() * headSize();
            case K, V -> keyValueHeads() * headSize();
            case O, DOWN, PROMPT -> hiddenSize;
            case GATE, UP -> intermediateSize;
        };
    }
}
