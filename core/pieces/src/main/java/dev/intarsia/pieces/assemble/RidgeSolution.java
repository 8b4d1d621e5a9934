package dev.intarsia.pieces.assemble;

import static java.util.Comparator.comparingDouble;

import dev.intarsia.pieces.pool.ModulePool;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Ridge weights at one module: the inverse is computed once, a user costs two products with vectors. */
final class RidgeSolution implements ModuleWeights {
    private final ModulePool pool;
    private final RidgeWeights weights;
    private final DMatrixRMaj gram;
    private final DMatrixRMaj inverse;

    /** Takes a pool with at least one gate that is not zero. */
    RidgeSolution(ModulePool pool, RidgeWeights weights) {
        this.pool = pool;
        this.weights = weights;
        this.gram = pool.gram();
        this.inverse = inverse(pool, weights.lambda());
    }

    private static DMatrixRMaj inverse(ModulePool pool, double lambda) {
        DMatrixRMaj regularized = pool.gram();
        double ridge = lambda * CommonOps_DDRM.trace(regularized) / pool.size();
        for (int i = 0; i < pool.size(); i++) {
            regularized.add(i, i, ridge);
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(pool.size());
        if (!cholesky.setA(regularized)) {
            throw new IllegalStateException(
                    "The gates of module " + pool.module() + " have no ridge inverse at λ = " + lambda + "; raise λ.");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(pool.size(), pool.size());
        cholesky.invert(inverse);
        return inverse;
    }

    @Override
    public float[] coefficients(float[] sum, double events) {
        DMatrixRMaj scores = column(pool.scores(sum));
        DMatrixRMaj solution = new DMatrixRMaj(pool.size(), 1);
        CommonOps_DDRM.mult(inverse, scores, solution);
        keepLargest(solution.data);
        double norm = normOfSum(solution);
        double scale = norm > 0 ? weights.rhoAfter(events) * pool.meanNorm() / norm : 0;
        float[] coefficients = new float[pool.size()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) (scale * solution.data[i]);
        }
        return coefficients;
    }

    /** {@code ‖Σ c gate‖ = √(cᵀ K c)}. */
    private double normOfSum(DMatrixRMaj coefficients) {
        DMatrixRMaj product = new DMatrixRMaj(pool.size(), 1);
        CommonOps_DDRM.mult(gram, coefficients, product);
        return Math.sqrt(Math.max(0, CommonOps_DDRM.dot(coefficients, product)));
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
