package dev.intarsia.model.engine;

import dev.intarsia.model.example.Example;
import java.util.Comparator;

/**
 * Which rows may share a batch without a row's result depending, even in its last digit, on the others: those of one kind.
 *
 * <p>Attention over 193 to 383 keys is summed in two halves whose border is where padding puts it, the fused kernel takes
 * its blocks from the length, and which of the two kernels the last layer takes follows from the length times the positions
 * that predict. So the rows of a long kind are all padded to the same two numbers, which each of them has alone too.
 *
 * @param length what rows are padded to, or for rows that are not long the most they may have
 * @param responses positions that predict, in the same way
 */
record RowKind(int length, int responses) implements Comparable<RowKind> {
    /** Rows up to this length attend in one way, whatever they predict. */
    private static final int SHORT = (int) Math.sqrt(DecoderScript.SHORT);

    /** The longest rows whose sums over keys are never halved. */
    private static final int WHOLE = 192;

    private static final int STEP = 16;
    private static final Comparator<RowKind> ORDER =
            Comparator.comparingInt(RowKind::length).thenComparingInt(RowKind::responses);

    static RowKind of(Example row) {
        int length = TokenBatch.length(row);
        int responses = padded(row.responseLength());
        if (length <= SHORT) {
            return new RowKind(SHORT, SHORT);
        }
        return length <= WHOLE && responses == STEP ? new RowKind(WHOLE, STEP) : new RowKind(padded(length), responses);
    }

    /** The kind of a row of this length where late digits do not matter: only how it attends does. */
    static RowKind ofAttention(int length) {
        return length <= SHORT ? new RowKind(SHORT, SHORT) : new RowKind(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static int padded(int count) {
        return (count + STEP - 1) / STEP * STEP;
    }

    /** Whether rows of this kind are padded to its numbers. */
    boolean isLong() {
        return length > WHOLE || responses > STEP && length > SHORT;
    }

    @Override
    public int compareTo(RowKind other) {
        return ORDER.compare(this, other);
    }
}
