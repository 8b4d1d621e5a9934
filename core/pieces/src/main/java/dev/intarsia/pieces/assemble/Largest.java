package dev.intarsia.pieces.assemble;

import java.util.Arrays;

/** Which of many numbers are the largest. */
final class Largest {
    private Largest() {}

    /**
     * Where the largest numbers are. Of equal ones, the first come first; what is not a number comes last.
     *
     * @param most how many are wanted
     * @return positions, ascending
     */
    static int[] of(double[] values, int most) {
        int[] largest = new int[Math.min(most, values.length)];
        if (largest.length == values.length) {
            Arrays.setAll(largest, i -> i);
            return largest;
        }
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            int place = found;
            while (place > 0 && larger(values[i], values[largest[place - 1]])) {
                place--;
            }
            if (place < largest.length) {
                found = Math.min(found + 1, largest.length);
                System.arraycopy(largest, place, largest, place + 1, found - place - 1);
                largest[place] = i;
            }
        }
        Arrays.sort(largest);
        return largest;
    }

    private static boolean larger(double one, double other) {
        return Double.isNaN(other) ? !Double.isNaN(one) : one > other;
    }
}
