package dev.intarsia.pieces.infer;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The largest eigenvalues of a symmetric matrix without negative ones, with their vectors, by subspace iteration with a
 * Rayleigh–Ritz step (Halko, Martinsson and Tropp 2011). It begins with given vectors, so that it takes few rounds after
 * a small change.
 *
 * @param values descending, above 0; at most as many as asked for
 * @param vectors one row per value, each of the matrix's size and of norm 1
 */
@SuppressWarnings("ArrayRecordComponent")
record LeadingEigenvectors(double[] values, double[][] vectors) {
    private static final int MORE = 8;
    private static final int MOST_ROUNDS = 60;
    private static final double TOLERANCE = 1e-7;
    private static final double SMALLEST = 1e-9;
    private static final long SEED = 20240402;

    static final LeadingEigenvectors NONE = new LeadingEigenvectors(new double[0], new double[0][]);

    /**
     * @param count how many are wanted
     * @param begin of a similar matrix of the same size, or {@link #NONE}
     */
    static LeadingEigenvectors of(double[][] matrix, int count, LeadingEigenvectors begin) {
        int size = matrix.length;
        int columns = Math.min(size, count + MORE);
        if (columns == 0) {
            return NONE;
        }
        double[][] basis = beginning(size, columns, begin.vectors());
        LeadingEigenvectors found = NONE;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            orthonormalize(basis);
            double[][] products = product(matrix, basis);
            LeadingEigenvectors next = ritz(basis, products, Math.min(count, size));
            if (settled(found.values(), next.values())) {
                return next;
            }
            found = next;
            basis = products;
        }
        return found;
    }

    private static double[][] beginning(int size, int columns, double[][] given) {
        Random random = new Random(SEED);
        double[][] basis = new double[columns][];
        for (int i = 0; i < columns; i++) {
            boolean known = i < given.length && given[i].length == size;
            basis[i] = known ? given[i].clone() : random.doubles(size, -1, 1).toArray();
        }
        return basis;
    }

    /** Gram–Schmidt, each vector twice; one that depends on those before it becomes 0. */
    private static void orthonormalize(double[][] basis) {
        for (int i = 0; i < basis.length; i++) {
            double before = Math.sqrt(dot(basis[i], basis[i]));
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    addScaled(basis[i], -dot(basis[i], basis[j]), basis[j]);
                }
            }
            double norm = Math.sqrt(dot(basis[i], basis[i]));
            double scale = norm > before * 1e-12 ? 1 / norm : 0;
            for (int j = 0; j < basis[i].length; j++) {
                basis[i][j] *= scale;
            }
        }
    }

    private static double[][] product(double[][] matrix, double[][] basis) {
        double[][] transposed = new double[matrix.length][basis.length];
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                transposed[j][i] = basis[i][j];
            }
        }
        double[][] products = new double[basis.length][matrix.length];
        double[] sums = new double[basis.length];
        for (int row = 0; row < matrix.length; row++) {
            Arrays.fill(sums, 0);
            Accumulation.add(sums, matrix[row], transposed, sums.length);
            for (int i = 0; i < basis.length; i++) {
                products[i][row] = sums[i];
            }
        }
        return products;
    }

    private static LeadingEigenvectors ritz(double[][] basis, double[][] products, int count) {
        int size = basis.length;
        DMatrixRMaj small = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = (dot(basis[i], products[j]) + dot(basis[j], products[i])) / 2;
                small.set(i, j, value);
                small.set(j, i, value);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(small)) {
            throw new IllegalStateException(
                    "The pool's evidence has no eigenvectors; a gate or a sampled signature is" + " not finite.");
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (one, other) -> Double.compare(
                        eigen.getEigenvalue(other).getReal(),
                        eigen.getEigenvalue(one).getReal()));
        double largest = eigen.getEigenvalue(order[0]).getReal();
        int kept = 0;
        while (kept < count && eigen.getEigenvalue(order[kept]).getReal() > SMALLEST * largest) {
            kept++;
        }
        double[] values = new double[kept];
        double[][] vectors = new double[kept][basis[0].length];
        for (int i = 0; i < kept; i++) {
            values[i] = eigen.getEigenvalue(order[i]).getReal();
            DMatrixRMaj weights = eigen.getEigenVector(order[i]);
            for (int j = 0; j < size; j++) {
                addScaled(vectors[i], weights.get(j), basis[j]);
            }
        }
        return new LeadingEigenvectors(values, vectors);
    }

    private static boolean settled(double[] before, double[] now) {
        if (before.length != now.length || now.length == 0) {
            return now.length == 0;
        }
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - before[i]) > TOLERANCE * now[0]) {
                return false;
            }
        }
        return true;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static void addScaled(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }
}
