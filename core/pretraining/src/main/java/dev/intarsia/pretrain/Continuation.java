package dev.intarsia.pretrain;

import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Lets the model go on from a text, one token at a time; for looking at a finished model, not for serving. */
final class Continuation {
    private static final double TEMPERATURE = 0.7;

    private final DecoderTraining model;
    private final Tokenizer tokenizer;

    Continuation(DecoderTraining model, Tokenizer tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
    }

    /** Samples at temperature 0.7. */
    String sampled(String text, int most, long seed) {
        return of(text, most, new Random(seed));
    }

    /** Takes the likeliest token each time. */
    String likeliest(String text, int most) {
        return of(text, most, null);
    }

    private String of(String text, int most, @org.jspecify.annotations.Nullable Random random) {
        int[] prompt = tokenizer.encode(text);
        int[] tokens = new int[prompt.length + 1 + most];
        tokens[0] = tokenizer.bos();
        System.arraycopy(prompt, 0, tokens, 1, prompt.length);
        long[] all = LongStream.range(0, tokenizer.size()).toArray();
        int length = prompt.length + 1;
        while (length < tokens.length) {
            int[] row = Arrays.copyOf(tokens, length + 1);
            float[] scores = model.score(Batch.of(List.of(new LearningRow(row, length, 1))), all);
            int next = random == null ? best(scores) : drawn(scores, random);
            if (next == tokenizer.eos()) {
                break;
            }
            tokens[length++] = next;
        }
        return tokenizer.decode(Arrays.copyOfRange(tokens, prompt.length + 1, length));
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static int drawn(float[] scores, Random random) {
        double[] cumulated = new double[scores.length];
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            total += Math.exp(scores[i] / TEMPERATURE);
            cumulated[i] = total;
        }
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * total);
        return Math.min(scores.length - 1, found < 0 ? -found - 1 : found);
    }
}
