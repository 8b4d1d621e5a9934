package dev.intarsia.pieces.infer;

/**
 * Sums of scaled vectors, {@code to += Σ factor · vector}, four vectors in one pass over the target, since a pass costs
 * more than the arithmetic of one vector. Each number is added in the order of the vectors, so that the bits do not depend
 * on how many are taken at once.
 */
final class Accumulation {
    private static final int AT_ONCE = 4;

    private Accumulation() {}

    /**
     * Adds every vector with its factor.
     *
     * @param vectors at least as long as the target
     */
    static void add(float[] to, float[] factors, float[][] vectors) {
        int i = 0;
        for (; i + AT_ONCE <= factors.length; i += AT_ONCE) {
            addFour(to, factors, vectors, i);
        }
        for (; i < factors.length; i++) {
            float factor = factors[i];
            float[] vector = vectors[i];
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * vector[j];
            }
        }
    }

    private static void addFour(float[] to, float[] factors, float[][] vectors, int first) {
        float[] one = vectors[first];
        float[] two = vectors[first + 1];
        float[] three = vectors[first + 2];
        float[] four = vectors[first + 3];
        float a = factors[first];
        float b = factors[first + 1];
        float c = factors[first + 2];
        float d = factors[first + 3];
        for (int j = 0; j < to.length; j++) {
            to[j] = to[j] + a * one[j] + b * two[j] + c * three[j] + d * four[j];
        }
    }

    /**
     * Adds every vector with its factor, to a target of a few dozen numbers. In code of its own, eight vectors in one pass:
     * the just-in-time compiler unrolls a loop by the lengths that it has seen, and what suits long targets makes short
     * ones twice as slow.
     *
     * @param vectors at least as long as the target
     */
    static void addShort(float[] to, float[] factors, float[][] vectors) {
        int i = 0;
        for (; i + 2 * AT_ONCE <= factors.length; i += 2 * AT_ONCE) {
            addEight(to, factors, vectors, i);
        }
        for (; i < factors.length; i++) {
            float factor = factors[i];
            float[] vector = vectors[i];
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * vector[j];
            }
        }
    }

    private static void addEight(float[] to, float[] factors, float[][] vectors, int first) {
        float[] one = vectors[first];
        float[] two = vectors[first + 1];
        float[] three = vectors[first + 2];
        float[] four = vectors[first + 3];
        float[] five = vectors[first + 4];
        float[] six = vectors[first + 5];
        float[] seven = vectors[first + 6];
        float[] eight = vectors[first + 7];
        float a = factors[first];
        float b = factors[first + 1];
        float c = factors[first + 2];
        float d = factors[first + 3];
        float e = factors[first + 4];
        float f = factors[first + 5];
        float g = factors[first + 6];
        float h = factors[first + 7];
        for (int j = 0; j < to.length; j++) {
            float half = to[j] + a * one[j] + b * two[j] + c * three[j] + d * four[j];
            to[j] = half + e * five[j] + f * six[j] + g * seven[j] + h * eight[j];
        }
    }

    /**
     * Adds every vector with its factor.
     *
     * @param until how many numbers of the target and the vectors take part
     */
    static void add(double[] to, double[] factors, double[][] vectors, int until) {
        int i = 0;
        for (; i + AT_ONCE <= factors.length; i += AT_ONCE) {
            addFour(to, factors, vectors, i, until);
        }
        for (; i < factors.length; i++) {
            double factor = factors[i];
            double[] vector = vectors[i];
            for (int j = 0; j < until; j++) {
                to[j] += factor * vector[j];
            }
        }
    }

    private static void addFour(double[] to, double[] factors, double[][] vectors, int first, int until) {
        double[] one = vectors[first];
        double[] two = vectors[first + 1];
        double[] three = vectors[first + 2];
        double[] four = vectors[first + 3];
        double a = factors[first];
        double b = factors[first + 1];
        double c = factors[first + 2];
        double d = factors[first + 3];
        for (int j = 0; j < until; j++) {
            to[j] = to[j] + a * one[j] + b * two[j] + c * three[j] + d * four[j];
        }
    }

    /** The numbers as doubles. */
    static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** Rows and columns exchanged. */
    static double[][] transposed(double[][] rows, int columns) {
        double[][] transposed = new double[columns][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = rows[i][j];
            }
        }
        return transposed;
    }
}
