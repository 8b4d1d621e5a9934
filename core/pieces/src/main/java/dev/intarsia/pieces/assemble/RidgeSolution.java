package dev.intarsia.pieces.assemble;

import static java.util.Comparator.comparingDouble;

import dev.intarsia.pieces.pool.ModulePool;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge weights at one module: {@code (G Gᵀ + r I)⁻¹ G x} for G the gates, size × length, or where there are more pieces
 * than numbers in a gate {@code G (Gᵀ G + r I)⁻¹ x}, which is the same. The inverse is computed once, a user costs two
 * products with a vector.
 */
final class RidgeSolution implements ModuleWeights {
    private final ModulePool pool;
    private final RidgeWeights weights;
    private final DMatrixRMaj gates;
    private final DMatrixRMaj inverse;
    private final boolean overPieces;

    /** Takes a pool with at least one gate that is not zero. */
    RidgeSolution(ModulePool pool, RidgeWeights weights) {
        this.pool = pool;
        this.weights = weights;
        this.gates = pool.gates();
        this.overPieces = pool.size() <= pool.length();
        this.inverse = inverse();
    }

    private DMatrixRMaj inverse() {
        int size = Math.min(pool.size(), pool.length());
        DMatrixRMaj regularized = new DMatrixRMaj(size, size);
        if (overPieces) {
            CommonOps_DDRM.multTransB(gates, gates, regularized);
        } else {
            CommonOps_DDRM.multTransA(gates, gates, regularized);
        }
        double ridge = weights.lambda() * CommonOps_DDRM.trace(regularized) / pool.size();
        for (int i = 0; i < size; i++) {
            regularized.add(i, i, ridge);
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(size);
        if (!cholesky.setA(regularized)) {
            throw new IllegalStateException("The gates of module " + pool.module() + " have no ridge inverse at λ = "
                    + weights.lambda() + "; raise λ.");
        }
        DMatrixRMaj inverted = new DMatrixRMaj(size, size);
        cholesky.invert(inverted);
        return inverted;
    }

    @Override
    public float[] coefficients(float[] sum, double events) {
        DMatrixRMaj solution =
                overPieces ? product(inverse, column(pool.scores(sum))) : product(gates, product(inverse, column(sum)));
        keepLargest(solution.data);
        double norm = normOfSum(solution);
        double scale = norm > 0 ? weights.rhoAfter(events) * pool.meanNorm() / norm : 0;
        float[] coefficients = new float[pool.size()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) (scale * solution.data[i]);
        }
        return coefficients;
    }

    /** {@code ‖Gᵀ c‖}. */
    private double normOfSum(DMatrixRMaj coefficients) {
        DMatrixRMaj sum = new DMatrixRMaj(pool.length(), 1);
        CommonOps_DDRM.multTransA(gates, coefficients, sum);
        return Math.sqrt(CommonOps_DDRM.dot(sum, sum));
    }

    private static DMatrixRMaj product(DMatrixRMaj matrix, DMatrixRMaj column) {
        DMatrixRMaj product = new DMatrixRMaj(matrix.numRows, 1);
        CommonOps_DDRM.mult(matrix, column, product);
        return product;
    }

    private static DMatrixRMaj column(float[] values) {
        DMatrixRMaj column = new DMatrixRMaj(values.length, 1);
        for (int i = 0; i < values.length; i++) {
            column.data[i] = values[i];
        }
        return column;
    }

    private void keepLargest(double[] coefficients) {
        int kept = weights.keepLargest();
        if (kept == 0 || kept >= coefficients.length) {
            return;
        }
        IntStream.range(0, coefficients.length)
                .boxed()
                .sorted(comparingDouble((Integer i) -> -Math.abs(coefficients[i])))
                .skip(kept)
                .forEach(i -> coefficients[i] = 0);
    }
}
