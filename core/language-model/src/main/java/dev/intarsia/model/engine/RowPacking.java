package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * How padded rows lie one behind the other, so that only attention, which needs them side by side, sees the padding. Where
 * that would save nothing they stay as they are.
 *
 * <p>Behind each row that is padded lies one position of its padding, and all of the row's padding is that one: no gradient
 * passes between it and the row, and whatever a row's numbers are, they stay in what is its own. Behind all rows there may be
 * positions that nothing reads.
 */
final class RowPacking {
    private static final int STEP = 16;

    private final int[] lengths;
    private final int length;
    private final int total;
    private final boolean packed;

    /**
     * @param lengths of the rows
     * @param length what they are padded to
     */
    RowPacking(int[] lengths, int length) {
        this.lengths = lengths;
        this.length = length;
        int together = (Arrays.stream(lengths).map(this::taken).sum() + STEP - 1) / STEP * STEP;
        this.packed = together < lengths.length * length;
        this.total = packed ? together : lengths.length * length;
    }

    /** How many positions there are. */
    int total() {
        return total;
    }

    /** How many positions a row of so many tokens takes. */
    private int taken(int tokens) {
        return Math.min(tokens + 1, length);
    }

    /** A row's first position. */
    private int start(int row) {
        return packed ? Arrays.stream(lengths, 0, row).map(this::taken).sum() : row * length;
    }

    /** What is given for each padded position, for each position. */
    long[] packed(long[] padded) {
        long[] values = new long[total];
        for (int row = 0, at = 0; row < lengths.length; at = start(++row)) {
            for (int t = 0; t < lengths[row]; t++) {
                values[at + t] = padded[row * length + t];
            }
        }
        return values;
    }

    /** Where padded positions of rows lie. */
    long[] places(long[] padded) {
        long[] all = places();
        return Arrays.stream(padded).map(place -> all[(int) place]).toArray();
    }

    private long[] places() {
        long[] places = new long[lengths.length * length];
        for (int row = 0, at = 0; row < lengths.length; at = start(++row)) {
            for (int t = 0; t < length; t++) {
                places[row * length + t] = at + (packed ? Math.min(t, lengths[row]) : t);
            }
        }
        return places;
    }

    /** Where each padded position lies, then which padded position each one is; or none. */
    NDList inputs(NDManager manager) {
        if (!packed) {
            return AdapterStack.none(manager, "place[]");
        }
        long[] places = places();
        long[] back = new long[total];
        for (int i = places.length - 1; i >= 0; i--) {
            back[(int) places[i]] = i;
        }
        return new NDList(
                TokenBatch.named("place[]", TokenBatch.longs(manager, places, places.length)),
                TokenBatch.named("place[]", TokenBatch.longs(manager, back, total)));
    }

    /** The rows that positions belong to, then where in them they are; -1 where they belong to none. */
    int[][] rows() {
        int[] rows = new int[total];
        int[] within = new int[total];
        Arrays.fill(rows, -1);
        for (int row = 0, at = 0; row < lengths.length; at = start(++row)) {
            for (int t = 0; t < lengths[row]; t++) {
                rows[at + t] = row;
                within[at + t] = t;
            }
        }
        return new int[][] {rows, within};
    }
}
