package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;

/** Whole texts as rows, padded to the right, each of whose own tokens counts the same. */
final class TextRows {
    private final int rows;
    private final int length;
    private final long[] ids;
    private final long[] positions;
    private final long[] counted;
    private final long[] row;
    private final float[] shares;

    /** @param texts tokens of each, with virtual ones before them or without */
    TextRows(List<int[]> texts, int context) {
        rows = texts.size();
        length = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
        int total = texts.stream().mapToInt(TextRows::own).sum();
        ids = new long[rows * length];
        positions = IntStream.range(0, length)
                .mapToLong(i -> Math.min(i, context - 1))
                .toArray();
        counted = new long[total];
        row = new long[total];
        shares = new float[total];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            next = fill(i, texts.get(i), next);
        }
    }

    /** How many tokens are none of the virtual ones. */
    private static int own(int[] text) {
        return (int) IntStream.of(text).filter(token -> token >= 0).count();
    }

    private int fill(int i, int[] text, int next) {
        int own = own(text);
        for (int t = 0; t < text.length; t++) {
            ids[i * length + t] = text[t];
            if (text[t] >= 0) {
                counted[next] = (long) i * length + t;
                row[next] = i;
                shares[next++] = 1f / own;
            }
        }
        return next;
    }

    /** Tokens, their positions, which count, whose they are, and what each counts. */
    NDList inputs(NDManager manager) {
        NDList inputs = new NDList(
                TokenBatch.longs(manager, ids, rows, length), TokenBatch.longs(manager, positions, 1, length));
        inputs.add(TokenBatch.longs(manager, counted, counted.length));
        inputs.add(TokenBatch.longs(manager, row, row.length));
        inputs.add(manager.create(shares));
        return inputs;
    }
}
