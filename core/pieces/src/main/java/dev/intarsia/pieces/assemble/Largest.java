package dev.intarsia.pieces.assemble;

import java.util.Arrays;

/** Which of many numbers are the largest. */
final class Largest {
    /** The bits of what is not a number; below those of all numbers. */
    private static final int NONE = -1;

    private Largest() {}

    /**
     * Where the largest numbers are. Of equal ones, the first come first; what is not a number comes last.
     *
     * <p>Numbers of at least 0 have the order of their bits, so that the least one wanted is found by halving: where few
     * hundred are compared, this takes a third of the time of sorting them.
     *
     * @param values at least 0 each
     * @param most how many are wanted
     * @return positions, ascending
     */
    static int[] of(float[] values, int most) {
        int[] largest = new int[Math.min(most, values.length)];
        if (largest.length == values.length) {
            Arrays.setAll(largest, i -> i);
            return largest;
        }
        int[] bits = new int[values.length];
        int high = 0;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.isNaN(values[i]) ? NONE : Float.floatToRawIntBits(values[i]);
            high = Math.max(high, bits[i]);
        }
        int least = least(bits, largest.length, high);
        int ties = largest.length - atLeast(bits, least + 1);
        int found = 0;
        for (int i = 0; i < bits.length && found < largest.length; i++) {
            if (bits[i] > least || bits[i] == least && ties-- > 0) {
                largest[found++] = i;
            }
        }
        return largest;
    }

    /** A bound that at least so many reach, and no more than that exceed. */
    private static int least(int[] bits, int wanted, int high) {
        int low = NONE;
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            int reached = atLeast(bits, middle);
            if (reached == wanted) {
                return middle;
            }
            if (reached > wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static int atLeast(int[] bits, int least) {
        int count = 0;
        for (int bit : bits) {
            count += bit >= least ? 1 : 0;
        }
        return count;
    }
}
