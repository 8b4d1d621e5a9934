package dev.intarsia.pieces.assemble;

import static dev.intarsia.pieces.fixture.Draws.BASE;
import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the dense solution of the same equations. */
class BayesianWeightsTest {
    private static final int LENGTH = 12;
    private static final int ALL = 64;

    private static final BayesianWeights ALL_DIRECTIONS =
            new BayesianWeights(new ModulePrior(0.5), new Temper(2, 30), ALL, 0);

    private final Draws draws = new Draws(7);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.95})
    void shouldEqualTheDenseSolution(double a) {
        List<Map<ModuleId, float[]>> events = events(200);
        PiecePool pool = pool(5, List.of(Q0, V0));
        SignatureSum user = user(9);
        Temper temper = new Temper(2, 30);

        Assembly assembly = Assembler.of(
                        pool, new BayesianWeights(new ModulePrior(a), temper, ALL, 0), SignatureSample.of(events))
                .assemble(user);

        Dense dense = new Dense(pool, events, a);
        SimpleMatrix expected = dense.solution(user, temper.after(9));
        assertThat(coefficients(assembly, pool))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-4 ? 0 : 1)
                .containsExactly(values(expected));
        assertThat(assembly.predictedGain())
                .isCloseTo(
                        expected.transpose()
                                        .mult(dense.curvature)
                                        .mult(expected)
                                        .get(0)
                                / 2,
                        within(1e-5));
    }

    @Test
    void shouldFollowAnotherRuleAsIfMadeForIt() {
        SignatureSample sample = SignatureSample.of(events(150));
        PiecePool pool = pool(6, List.of(Q0, V0));
        SignatureSum user = user(12);
        List<Weights> rules = List.of(
                ALL_DIRECTIONS,
                new BayesianWeights(new ModulePrior(0.5), new Temper(1, 64), 5, 2),
                new BayesianWeights(new ModulePrior(0.8), new Temper(1, 64), 5, 2),
                new RidgeWeights(0.1, 1, 0, 0),
                new RidgeWeights(0.3, 0.5, 4, 2),
                new BayesianWeights(new ModulePrior(0.8), new Temper(3, 64), ALL, 0));

        Assembler following = Assembler.of(pool, new UniformWeights(), sample);

        for (Weights rule : rules) {
            following = following.by(rule);
            assertThat(coefficients(following.assemble(user), pool))
                    .as("%s", rule)
                    .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-5 ? 0 : 1)
                    .containsExactly(
                            coefficients(Assembler.of(pool, rule, sample).assemble(user), pool));
        }
    }

    @Test
    void shouldDropTheCoordinatesOfMissingPieces() {
        List<Map<ModuleId, float[]>> events = events(150);
        PiecePool whole = pool(4, List.of(Q0, V0));
        PiecePool pool = whole.with(List.of(), List.of(new PieceId("s1", V0), new PieceId("s3", Q0)));
        SignatureSum user = user(20);

        Assembly assembly =
                Assembler.of(pool, ALL_DIRECTIONS, SignatureSample.of(events)).assemble(user);

        SimpleMatrix expected = new Dense(pool, events, 0.5)
                .solution(user, ALL_DIRECTIONS.temper().after(20));
        assertThat(coefficients(assembly, pool))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-4 ? 0 : 1)
                .containsExactly(values(expected));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "6"})
    void shouldPredictWhatKeepingOtherWeightsLoses(int keepLargest) {
        List<Map<ModuleId, float[]>> events = events(200);
        PiecePool pool = pool(8, List.of(Q0, V0));
        SignatureSum user = user(30);
        Assembler all = Assembler.of(pool, ALL_DIRECTIONS, SignatureSample.of(events));
        BayesianWeights rule = new BayesianWeights(new ModulePrior(0.5), ALL_DIRECTIONS.temper(), ALL, keepLargest);

        Assembly sparse = Assembler.of(pool, rule, SignatureSample.of(events)).assemble(user);

        assertThat(sparse.modules())
                .allSatisfy(module -> assertThat(module.pieces()).hasSize(keepLargest));
        assertThat(sparse.predictedGain())
                .isPositive()
                .isLessThan(all.assemble(user).predictedGain());
        assertThat(all.gain(user, sparse.modules())).isCloseTo(sparse.predictedGain(), within(1e-6));
        Dense dense = new Dense(pool, events, 0.5);
        SimpleMatrix missed = dense.solution(user, rule.temper().after(30)).minus(column(coefficients(sparse, pool)));
        assertThat(all.assemble(user).predictedGain() - sparse.predictedGain())
                .isCloseTo(missed.transpose().mult(dense.curvature).mult(missed).get(0) / 2, within(1e-5));
    }

    @Test
    void shouldFollowThePoolAsIfMadeForItAnew() {
        SignatureSample sample = SignatureSample.of(events(100));
        PiecePool pool = pool(9, List.of(Q0, V0));
        Assembler assembler = Assembler.of(pool, ALL_DIRECTIONS, sample);
        SignatureSum user = user(25);
        for (int round = 0; round < 30; round++) {
            String sharer = "s" + draws.between(0, 11);
            ModuleId module = draws.between(0, 1) == 0 ? Q0 : V0;
            pool = draws.between(0, 2) == 0
                    ? pool.with(List.of(), List.of(new PieceId(sharer, module)))
                    : pool.with(List.of(Draws.piece(sharer, module, round + 2, draws.vector(LENGTH))), List.of());

            assembler = assembler.on(pool);

            Assembly anew = Assembler.of(pool, ALL_DIRECTIONS, sample).assemble(user);
            assertThat(coefficients(assembler.assemble(user), pool))
                    .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-4 ? 0 : 1)
                    .containsExactly(coefficients(anew, pool));
        }
    }

    @Test
    void shouldUseTheLeadingDirectionsWhereNotAllAreAskedFor() {
        SignatureSample sample = SignatureSample.of(events(300));
        PiecePool pool = pool(10, List.of(Q0, V0));
        SignatureSum user = user(40);
        double all = Assembler.of(pool, ALL_DIRECTIONS, sample).assemble(user).predictedGain();
        double before = 0;
        for (int directions : new int[] {1, 4, 12, 20}) {
            double gain = Assembler.of(
                            pool,
                            new BayesianWeights(new ModulePrior(0.5), ALL_DIRECTIONS.temper(), directions, 0),
                            sample)
                    .assemble(user)
                    .predictedGain();

            assertThat(gain).isBetween(before, all + 1e-9);
            before = gain;
        }
        assertThat(before).isCloseTo(all, within(1e-9));
    }

    @Test
    void shouldShrinkWithFewEvents() {
        SignatureSample sample = SignatureSample.of(events(200));
        PiecePool pool = pool(6, List.of(Q0, V0));
        Assembler assembler = Assembler.of(pool, ALL_DIRECTIONS, sample);
        Map<ModuleId, float[]> event = draws.signature(LENGTH);
        SignatureSum once = SignatureSum.empty().add(event);
        SignatureSum often = once;
        for (int i = 0; i < 50; i++) {
            often = often.add(event);
        }

        assertThat(assembler.assemble(once).predictedGain())
                .isPositive()
                .isLessThan(assembler.assemble(often).predictedGain());
    }

    @Test
    void shouldGiveNothingWithoutASampleOrPieces() {
        PiecePool pool = pool(3, List.of(Q0, V0));
        SignatureSample sample = SignatureSample.of(events(50));

        assertThat(Assembler.of(pool, ALL_DIRECTIONS).assemble(user(5)).modules())
                .isEmpty();
        assertThat(Assembler.of(PiecePool.empty(BASE, GateKind.GRADIENT), ALL_DIRECTIONS, sample)
                        .assemble(user(5))
                        .modules())
                .isEmpty();
        assertThat(Assembler.of(pool, ALL_DIRECTIONS, sample)
                        .assemble(SignatureSum.empty())
                        .modules())
                .isEmpty();
    }

    @Test
    void shouldBoundWhatOneSampledEventCounts() {
        List<Map<ModuleId, float[]>> events = new ArrayList<>(events(99));
        Map<ModuleId, float[]> large = new TreeMap<>();
        draws.signature(LENGTH).forEach((module, vector) -> {
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= 1e6f;
            }
            large.put(module, vector);
        });
        PiecePool pool = pool(3, List.of(Q0, V0));
        SignatureSum user = user(30);
        double without = Assembler.of(pool, ALL_DIRECTIONS, SignatureSample.of(events))
                .assemble(user)
                .predictedGain();

        events.add(large);

        assertThat(Assembler.of(pool, ALL_DIRECTIONS, SignatureSample.of(events))
                        .assemble(user)
                        .predictedGain())
                .isCloseTo(without, within(0.2 * without));
    }

    @Test
    void shouldRefuseASampleOfDifferentShapes() {
        List<Map<ModuleId, float[]>> events =
                List.of(Map.of(Q0, new float[2], V0, new float[2]), Map.of(Q0, new float[2]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSample.of(events))
                .withMessageContaining("has modules [0.q] where the first has [0.q, 0.v]");
    }

    private List<Map<ModuleId, float[]>> events(int count) {
        return IntStream.range(0, count)
                .<Map<ModuleId, float[]>>mapToObj(i -> draws.signature(LENGTH))
                .toList();
    }

    private PiecePool pool(int sharers, List<ModuleId> modules) {
        List<PieceGate> pieces = new ArrayList<>();
        for (ModuleId module : modules) {
            for (int sharer = 0; sharer < sharers; sharer++) {
                pieces.add(draws.piece("s" + sharer, module, LENGTH));
            }
        }
        return PiecePool.empty(BASE, GateKind.GRADIENT).with(pieces, List.of());
    }

    private SignatureSum user(int events) {
        SignatureSum sum = SignatureSum.empty();
        for (Map<ModuleId, float[]> event : events(events)) {
            sum = sum.add(event);
        }
        return sum;
    }

    private static Double[] coefficients(Assembly assembly, PiecePool pool) {
        List<Double> values = new ArrayList<>();
        pool.modules()
                .forEach((module, pieces) -> pieces.pieces()
                        .forEach(piece -> values.add(assembly.modules().stream()
                                .filter(assembled -> assembled.module().equals(module))
                                .flatMap(assembled -> assembled.pieces().stream())
                                .filter(weighted -> weighted.sharer().equals(piece.sharer()))
                                .mapToDouble(WeightedPiece::weight)
                                .sum())));
        return values.toArray(Double[]::new);
    }

    private static Double[] values(SimpleMatrix column) {
        return IntStream.range(0, column.getNumElements()).mapToObj(column::get).toArray(Double[]::new);
    }

    private static SimpleMatrix column(Double[] values) {
        SimpleMatrix column = new SimpleMatrix(values.length, 1);
        IntStream.range(0, values.length).forEach(i -> column.set(i, values[i]));
        return column;
    }

    /** The equations as they are written. */
    private static final class Dense {
        private final List<PieceGate> pieces;
        private final SimpleMatrix precision;
        private final SimpleMatrix curvature;

        Dense(PiecePool pool, List<Map<ModuleId, float[]>> events, double a) {
            pieces = pool.modules().values().stream()
                    .flatMap(module -> module.pieces().stream())
                    .toList();
            SimpleMatrix covariance = new SimpleMatrix(pieces.size(), pieces.size());
            for (int i = 0; i < pieces.size(); i++) {
                for (int j = 0; j < pieces.size(); j++) {
                    boolean together =
                            pieces.get(i).sharer().equals(pieces.get(j).sharer());
                    double correlation = i == j ? 1 : together ? a : 0;
                    covariance.set(i, j, correlation * pool.modules().size() / pool.size());
                }
            }
            precision = covariance.invert();
            curvature = new SimpleMatrix(pieces.size(), pieces.size());
            for (Map<ModuleId, float[]> event : events) {
                SimpleMatrix scores = scores(event);
                for (int i = 0; i < pieces.size(); i++) {
                    for (int j = 0; j < pieces.size(); j++) {
                        curvature.set(i, j, curvature.get(i, j) + scores.get(i) * scores.get(j) / events.size());
                    }
                }
            }
        }

        private SimpleMatrix scores(Map<ModuleId, float[]> signature) {
            SimpleMatrix scores = new SimpleMatrix(pieces.size(), 1);
            for (int i = 0; i < pieces.size(); i++) {
                float[] vector = signature.get(pieces.get(i).module());
                scores.set(i, vector == null ? 0 : pieces.get(i).score(vector));
            }
            return scores;
        }

        SimpleMatrix solution(SignatureSum user, double temper) {
            Map<ModuleId, float[]> sums = new TreeMap<>();
            user.modules().forEach(module -> sums.put(module, user.sum(module)));
            return curvature
                    .scale(user.weight() / temper)
                    .plus(precision)
                    .solve(scores(sums).divide(temper));
        }
    }
}
