package dev.intarsia.evaluation.bootstrap;

import java.util.stream.IntStream;

/** Holm's step-down correction (1979): the chance that even one of many comparisons is called different by accident. */
public final class Holm {
    private Holm() {}

    /** The adjusted p-values of one family of comparisons, in the order given. */
    public static double[] adjust(double[] pValues) {
        int[] rising = IntStream.range(0, pValues.length)
                .boxed()
                .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < rising.length; rank++) {
            largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[rising[rank]]));
            adjusted[rising[rank]] = largest;
        }
        return adjusted;
    }
}
