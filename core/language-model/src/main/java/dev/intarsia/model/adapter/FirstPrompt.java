package dev.intarsia.model.adapter;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The virtual tokens that every prompt of a base model begins with: embeddings of ordinary tokens (Lester et al. 2021),
 * drawn from the base model's fingerprint, so that they never have to be transmitted. A user's adapter holds what is added
 * to them.
 */
public final class FirstPrompt {
    /** Part of the seed: another way of drawing must be another name, or adapters would meet a foreign prompt. */
    private static final String SCHEME = "intarsia/first-prompt/1";

    private FirstPrompt() {}

    /**
     * The embeddings.
     *
     * @param baseModel the checkpoint's fingerprint
     * @param tokens how many virtual tokens, at least 1
     * @return tokens × hidden size, row-major; a longer prompt begins with a shorter one
     * @throws IllegalArgumentException when the vocabulary has fewer ordinary tokens
     * @throws IOException when the checkpoint cannot be read
     */
    public static float[] of(Checkpoint checkpoint, String baseModel, int tokens) throws IOException {
        ModelConfig config = checkpoint.config();
        int width = config.hiddenSize();
        Tensor embedding = checkpoint.tensor(DecoderTensors.EMBEDDING);
        float[] prompt = new float[Math.multiplyExact(tokens, width)];
        int at = 0;
        for (int token : ordinary(config, baseModel)) {
            float[] row = embedding.floats((long) token * width, width);
            if (at < prompt.length && !isZero(row)) {
                System.arraycopy(row, 0, prompt, at, width);
                at += width;
            }
            if (at == prompt.length) {
                return prompt;
            }
        }
        throw new IllegalArgumentException(
                "A prompt of " + tokens + " virtual tokens needs as many ordinary tokens to begin"
                        + " with, but this base model's vocabulary has " + at / width + "; give fewer.");
    }

    /** Tokens that neither begin nor end a text, each once, in the order drawn. */
    private static List<Integer> ordinary(ModelConfig config, String baseModel) {
        Set<Integer> special = new TreeSet<>(config.eosTokenIds());
        special.add(config.bosTokenId());
        List<Integer> tokens = new ArrayList<>();
        for (int token = 0; token < config.vocabularySize(); token++) {
            if (!special.contains(token)) {
                tokens.add(token);
            }
        }
        SplittableRandom random = new SplittableRandom(SharedA.seed(SCHEME + "\n" + baseModel));
        for (int i = 0; i < tokens.size() - 1; i++) {
            int other = i + (int) (SharedA.unit(random) * (tokens.size() - i));
            Integer drawn = tokens.get(other);
            tokens.set(other, tokens.get(i));
            tokens.set(i, drawn);
        }
        return tokens;
    }

    /** Vocabularies are often filled up with rows that no token has. */
    private static boolean isZero(float[] row) {
        for (float value : row) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
