package dev.intarsia.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Texts one after the other, each between its begin and end tokens, cut into windows of equal length. */
final class PackedText {
    private int[] tokens = new int[1 << 16];
    private int length;

    private final int bos;
    private final int eos;

    PackedText(int bos, int eos) {
        this.bos = bos;
        this.eos = eos;
    }

    /** Appends a text. */
    void add(int[] text) {
        int needed = length + text.length + 2;
        if (needed > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(needed, tokens.length * 2));
        }
        tokens[length] = bos;
        System.arraycopy(text, 0, tokens, length + 1, text.length);
        tokens[needed - 1] = eos;
        length = needed;
    }

    int length() {
        return length;
    }

    /**
     * Windows that predict {@code size} tokens each, in random order; the last token of one is the first of the next.
     * What is left at the end is dropped.
     */
    List<int[]> windows(int size, long seed) {
        List<int[]> windows = new ArrayList<>();
        for (int from = 0; from + size < length; from += size) {
            windows.add(Arrays.copyOfRange(tokens, from, from + size + 1));
        }
        Collections.shuffle(windows, new Random(seed));
        return windows;
    }
}
