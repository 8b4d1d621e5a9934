package dev.intarsia.model.engine;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Cuts rows of different lengths into batches that pad little. */
final class RowBatches {
    /** Fewer tokens than this are not worth a call of their own on another core. */
    private static final int FEWEST_TOKENS = 128;

    private RowBatches() {}

    /**
     * The indices of the rows of each batch, shortest rows first. Rows of equal length keep their order, and those that
     * attend in different ways are never batched together.
     *
     * @param lengths of every row
     * @param batchTokens how many tokens a batch may have, padding included; a longer row is a batch of its own
     */
    static List<int[]> cut(int[] lengths, int batchTokens) {
        return cut(
                lengths, Arrays.stream(lengths).mapToObj(RowKind::ofAttention).toArray(RowKind[]::new), batchTokens);
    }

    /** The batches of examples; see {@link #cut(int[], int)}. */
    static List<int[]> cut(List<Example> rows, int batchTokens) {
        return cut(lengths(rows), batchTokens);
    }

    /** The same, with rows of one {@link RowKind} only in each batch. */
    static List<int[]> ofOneKind(List<Example> rows, int batchTokens) {
        RowKind[] kinds = rows.stream().map(RowKind::of).toArray(RowKind[]::new);
        int[] lengths = lengths(rows);
        Arrays.setAll(lengths, i -> kinds[i].isLong() ? kinds[i].length() : lengths[i]);
        return cut(lengths, kinds, batchTokens);
    }

    /** Either of the two, in batches that a model's workers share evenly. */
    static List<int[]> cut(List<Example> rows, LanguageModel model, boolean independent) {
        int batchTokens = batchTokens(lengths(rows), model);
        return independent ? ofOneKind(rows, batchTokens) : cut(rows, batchTokens);
    }

    /** The batches of rows of these lengths that a model's workers share evenly. */
    static List<int[]> cut(int[] lengths, LanguageModel model) {
        return cut(lengths, batchTokens(lengths, model));
    }

    private static int batchTokens(int[] lengths, LanguageModel model) {
        int total = Arrays.stream(lengths).sum();
        int most = model.options().batchTokens();
        return Math.max(Math.min(FEWEST_TOKENS, most), model.workers().tokensPerCall(total, most));
    }

    private static List<int[]> cut(int[] lengths, RowKind[] kinds, int batchTokens) {
        Integer[] order = new Integer[lengths.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer, RowKind>comparing(i -> kinds[i]).thenComparingInt(i -> lengths[i]));
        List<int[]> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        for (int row : order) {
            boolean other = !batch.isEmpty() && !kinds[batch.get(0)].equals(kinds[row]);
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

    private static int[] lengths(List<Example> rows) {
        return rows.stream().mapToInt(TokenBatch::length).toArray();
    }

    /** The chosen rows. */
    static <T> List<T> of(List<T> rows, int[] chosen) {
        return Arrays.stream(chosen).mapToObj(rows::get).toList();
    }
}
