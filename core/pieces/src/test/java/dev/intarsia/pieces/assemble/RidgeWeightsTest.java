package dev.intarsia.pieces.assemble;

import static dev.intarsia.pieces.fixture.Draws.BASE;
import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeWeightsTest {
    private static final RidgeWeights PLAIN = new RidgeWeights(0.1, 1, 0, 0);

    @RepeatedTest(20)
    void shouldSolveTheRegressionAsGaussianEliminationDoes(RepetitionInfo repetition) {
        Draws draws = new Draws(repetition.getCurrentRepetition());
        ModulePool pool = randomPool(draws, draws.between(1, 40), 24);
        float[] signature = draws.vector(24);
        double lambda = 0.01 + draws.random().nextDouble();

        float[] coefficients = new RidgeWeights(lambda, 1, 0, 0).on(pool).coefficients(signature, 7);

        double[] direction = bruteForce(pool, signature, lambda);
        double scale = coefficients[0] / direction[0];
        assertThat(scale).isPositive();
        for (int i = 0; i < direction.length; i++) {
            assertThat((double) coefficients[i])
                    .isEqualTo(scale * direction[i], within(1e-4 * scale * largest(direction)));
        }
    }

    @RepeatedTest(20)
    void shouldScaleTheSumToRhoTimesTheMeanNorm(RepetitionInfo repetition) {
        Draws draws = new Draws(50 + repetition.getCurrentRepetition());
        ModulePool pool = randomPool(draws, draws.between(1, 60), 32);
        double rho = 0.1 + 1.4 * draws.random().nextDouble();
        int kept = draws.between(0, 5);

        float[] coefficients = new RidgeWeights(0.3, rho, 0, kept).on(pool).coefficients(draws.vector(32), 3);

        assertThat(norm(pool, coefficients)).isEqualTo(rho * pool.meanNorm(), within(1e-3 * pool.meanNorm()));
    }

    @Test
    void shouldReachHalfOfRhoAtN0Events() {
        Draws draws = new Draws(1);
        ModulePool pool = randomPool(draws, 5, 16);
        ModuleWeights weights = new RidgeWeights(0.1, 1.2, 4, 0).on(pool);
        float[] signature = draws.vector(16);

        assertThat(norm(pool, weights.coefficients(signature, 4)))
                .isEqualTo(0.6 * pool.meanNorm(), within(1e-3 * pool.meanNorm()));
        assertThat(norm(pool, weights.coefficients(signature, 4_000)))
                .isEqualTo(1.2 * pool.meanNorm(), within(2e-3 * pool.meanNorm()));
    }

    @RepeatedTest(10)
    void shouldKeepTheLargestAndOnlyThose(RepetitionInfo repetition) {
        Draws draws = new Draws(90 + repetition.getCurrentRepetition());
        ModulePool pool = randomPool(draws, 9, 32);
        float[] signature = draws.vector(32);
        float[] all = PLAIN.on(pool).coefficients(signature, 1);

        float[] kept = new RidgeWeights(0.1, 1, 0, 4).on(pool).coefficients(signature, 1);

        double smallestKept = IntStream.range(0, 9)
                .filter(i -> kept[i] != 0)
                .mapToDouble(i -> Math.abs(all[i]))
                .min()
                .orElseThrow();
        double largestLeft = IntStream.range(0, 9)
                .filter(i -> kept[i] == 0)
                .mapToDouble(i -> Math.abs(all[i]))
                .max()
                .orElseThrow();
        assertThat(IntStream.range(0, 9).filter(i -> kept[i] != 0).count()).isEqualTo(4);
        assertThat(smallestKept).isGreaterThan(largestLeft);
    }

    @Test
    void shouldNotDependOnHowLongTheSignatureIs() {
        Draws draws = new Draws(4);
        ModulePool pool = randomPool(draws, 6, 16);
        float[] signature = draws.vector(16);
        float[] tenfold = new float[16];
        IntStream.range(0, 16).forEach(j -> tenfold[j] = 10 * signature[j]);

        assertThat(PLAIN.on(pool).coefficients(tenfold, 1))
                .containsExactly(PLAIN.on(pool).coefficients(signature, 1), within(1e-5f));
    }

    @Test
    void shouldGiveASinglePieceItsSignAndAllOfRho() {
        ModulePool pool = pool(piece("a", Q0, 1, 3, 4));

        assertThat(PLAIN.on(pool).coefficients(new float[] {1, 1}, 1)).containsExactly(new float[] {1}, within(1e-6f));
        assertThat(PLAIN.on(pool).coefficients(new float[] {-1, 0}, 1))
                .containsExactly(new float[] {-1}, within(1e-6f));
    }

    @Test
    void shouldShareBetweenEqualGates() {
        ModulePool pool = pool(piece("a", Q0, 1, 1, 0), piece("b", Q0, 1, 1, 0), piece("c", Q0, 1, 0, 1));

        float[] coefficients = new RidgeWeights(1e-6, 1, 0, 0).on(pool).coefficients(new float[] {1, 0}, 1);

        assertThat(coefficients).containsExactly(new float[] {0.5f, 0.5f, 0}, within(1e-4f));
    }

    @Test
    void shouldGiveNothingToZeroGatesOrForAZeroSignature() {
        ModulePool mixed = pool(piece("a", Q0, 1, 0, 0), piece("b", Q0, 1, 0, 2));
        ModulePool zeros = pool(piece("a", Q0, 1, 0, 0), piece("b", Q0, 1, 0, 0));

        assertThat(PLAIN.on(mixed).coefficients(new float[] {1, 1}, 1)).containsExactly(0f, 1f);
        assertThat(PLAIN.on(mixed).coefficients(new float[] {0, 0}, 1)).containsExactly(0f, 0f);
        assertThat(PLAIN.on(mixed).coefficients(new float[] {1, 0}, 1)).containsExactly(0f, 0f);
        assertThat(PLAIN.on(zeros).coefficients(new float[] {1, 1}, 1)).containsExactly(0f, 0f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.51, 2, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldBoundRho(double rho) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RidgeWeights(0.1, rho, 4, 0))
                .withMessageContaining("ρ");
    }

    @Test
    void shouldBoundTheOthersToo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RidgeWeights(0, 1, 4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RidgeWeights(Double.NaN, 1, 4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RidgeWeights(0.1, 1, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RidgeWeights(0.1, 1, 4, -1));
    }

    private static ModulePool randomPool(Draws draws, int size, int length) {
        return pool(IntStream.range(0, size)
                .mapToObj(i -> draws.piece("s" + (100 + i), Q0, length))
                .toArray(PieceGate[]::new));
    }

    private static ModulePool pool(PieceGate... pieces) {
        return PiecePool.empty(BASE, GateKind.GRADIENT)
                .with(List.of(pieces), List.of())
                .modules()
                .get(Q0);
    }

    private static double norm(ModulePool pool, float[] coefficients) {
        double[] sum = new double[pool.length()];
        for (int i = 0; i < coefficients.length; i++) {
            float[] gate = pool.pieces().get(i).gate();
            for (int j = 0; j < sum.length; j++) {
                sum[j] += coefficients[i] * gate[j];
            }
        }
        return Math.sqrt(
                IntStream.range(0, sum.length).mapToDouble(j -> sum[j] * sum[j]).sum());
    }

    private static double largest(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    /** Builds the regression from the gates and solves it by elimination with pivots. */
    private static double[] bruteForce(ModulePool pool, float[] signature, double lambda) {
        int n = pool.size();
        double[][] rows = new double[n][n + 1];
        double diagonal = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                rows[i][k] =
                        dot(pool.pieces().get(i).gate(), pool.pieces().get(k).gate());
            }
            rows[i][n] = dot(pool.pieces().get(i).gate(), signature);
            diagonal += rows[i][i] / n;
        }
        for (int i = 0; i < n; i++) {
            rows[i][i] += lambda * diagonal;
        }
        for (int pivot = 0; pivot < n; pivot++) {
            int best = pivot;
            for (int i = pivot + 1; i < n; i++) {
                best = Math.abs(rows[i][pivot]) > Math.abs(rows[best][pivot]) ? i : best;
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[best];
            rows[best] = swapped;
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
                for (int k = pivot; k <= n; k++) {
                    rows[i][k] -= factor * rows[pivot][k];
                }
            }
        }
        return IntStream.range(0, n).mapToDouble(i -> rows[i][n] / rows[i][i]).toArray();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(j -> (double) a[j] * b[j])
                .sum();
    }
}
