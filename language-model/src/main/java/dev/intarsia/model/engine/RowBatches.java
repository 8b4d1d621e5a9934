package dev.intarsia.model.engine;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Cuts rows of different lengths into batches that pad little. */
final class RowBatches {
    /** Rows up to this length attend in one way and longer ones in another, so the two are never batched together. */
    private static final int SHORT_LENGTH = (int) Math.sqrt(DecoderScript.SHORT);

    private RowBatches() {}

    /**
     * The indices of the rows of each batch, shortest rows first. Rows of equal length keep their order.
     *
     * @param lengths of every row
     * @param batchTokens how many tokens a batch may have, padding included; a longer row is a batch of its own
     */
    static List<int[]> cut(int[] lengths, int batchTokens) {
        Integer[] order = new Integer[lengths.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> lengths[i]));
        List<int[]> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        for (int row : order) {
            boolean other = !batch.isEmpty() && isShort(lengths[batch.get(0)]) != isShort(lengths[row]);
            if (other || (!batch.isEmpty() && (batch.size() + 1L) * lengths[row] > batchTokens)) {
                batches.add(batch.stream().mapToInt(i -> i).toArray());
                batch.clear();
            }
            batch.add(row);
        }
        if (!batch.isEmpty()) {
            batches.add(batch.stream().mapToInt(i -> i).toArray());
        }
        return batches;
    }

    /** The batches of examples; see {@link #cut(int[], int)}. */
    static List<int[]> cut(List<Example> rows, int batchTokens) {
        return cut(rows.stream().mapToInt(TokenBatch::length).toArray(), batchTokens);
    }

    /** The chosen rows. */
    static <T> List<T> of(List<T> rows, int[] chosen) {
        return Arrays.stream(chosen).mapToObj(rows::get).toList();
    }

    private static boolean isShort(int length) {
        return length <= SHORT_LENGTH;
    }
}
