package dev.intarsia.pretrain;

import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.List;

/**
 * The windows of stage 1, and those that only measure.
 *
 * @param training in the order they are read
 * @param heldOut of the held-out reviews
 */
record TextWindows(List<int[]> training, List<int[]> heldOut) {
    /** Part of the text after the sample stream's films that is reviews; the rest is other films' overviews. */
    private static final double REVIEWS = 0.8;

    /** Every film text once, then reviews and other overviews until there are {@code tokens}. */
    static TextWindows of(Corpus corpus, Tokenizer tokenizer, int size, int tokens, long seed) {
        PackedText packed = new PackedText(tokenizer.bos(), tokenizer.eos());
        fill(packed, corpus.films(), tokenizer, tokens);
        int left = Math.max(0, tokens - packed.length());
        fill(packed, corpus.others(), tokenizer, packed.length() + (int) (left * (1 - REVIEWS)));
        fill(packed, corpus.reviews(), tokenizer, tokens);
        PackedText held = new PackedText(tokenizer.bos(), tokenizer.eos());
        fill(held, corpus.heldOut(), tokenizer, Integer.MAX_VALUE);
        return new TextWindows(packed.windows(size, seed), held.windows(size, seed));
    }

    private static void fill(PackedText packed, List<String> texts, Tokenizer tokenizer, int until) {
        for (String text : texts) {
            if (packed.length() >= until) {
                return;
            }
            packed.add(tokenizer.encode(text));
        }
    }
}
