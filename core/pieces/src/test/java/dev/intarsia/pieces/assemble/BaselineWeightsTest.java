package dev.intarsia.pieces.assemble;

import static dev.intarsia.pieces.fixture.Draws.BASE;
import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static dev.intarsia.pieces.fixture.Draws.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The nearest sharer, the mean of all pieces, and the mean of some drawn at random. */
class BaselineWeightsTest {
    private static final PiecePool EMPTY = PiecePool.empty(BASE, GateKind.GRADIENT);

    @Test
    void shouldTakeAllPiecesOfTheNearestSharerAndNoOther() {
        PiecePool pool = EMPTY.with(
                List.of(
                        piece("near", Q0, 2, 1, 0.1f),
                        piece("near", V0, 3, 1, 0),
                        piece("long", Q0, 1, 3, 9),
                        piece("away", V0, 1, -5, 0)),
                List.of());
        SignatureSum signature = signature(Map.of(Q0, new float[] {2, 0}, V0, new float[] {4, 0}));

        Assembly assembly = Assembler.of(pool, new NearestWeights()).assemble(signature);

        assertThat(assembly.modules())
                .containsExactly(
                        new ModuleAssembly(Q0, List.of(new WeightedPiece("near", 2, 1, 2))),
                        new ModuleAssembly(V0, List.of(new WeightedPiece("near", 3, 1, 4))));
        assertThat(assembly.predictedGain()).isEqualTo(6);
    }

    @Test
    void shouldTakeNobodyWhereNoGateCanBeCompared() {
        PiecePool pool = EMPTY.with(List.of(piece("zero", Q0, 1, 0, 0), piece("other", V0, 1, 1, 0, 0)), List.of());
        SignatureSum signature = signature(Map.of(Q0, new float[] {2, 0}, V0, new float[] {4, 0}));

        assertThat(Assembler.of(pool, new NearestWeights()).assemble(signature).modules())
                .isEmpty();
    }

    @Test
    void shouldDecideBetweenEqualsByName() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1, 0), piece("b", Q0, 1, 2, 0)), List.of());

        Assembly assembly =
                Assembler.of(pool, new NearestWeights()).assemble(signature(Map.of(Q0, new float[] {1, 0})));

        assertThat(sharers(assembly)).containsExactly("b");
    }

    @Test
    void shouldGiveEverybodyTheMeanOfAllPieces() {
        PiecePool pool = EMPTY.with(
                List.of(piece("a", Q0, 1, 1, 0), piece("b", Q0, 1, 0, 1), piece("c", V0, 1, 1, 0)), List.of());
        Assembler assembler = Assembler.of(pool, new UniformWeights());

        Assembly one = assembler.assemble(signature(Map.of(Q0, new float[] {1, 0}, V0, new float[] {1, 0})));
        Assembly other = assembler.assemble(signature(Map.of(Q0, new float[] {-3, 7}, V0, new float[] {0, 1})));

        assertThat(weights(one)).containsExactly("a 0.5", "b 0.5", "c 1.0");
        assertThat(weights(other)).isEqualTo(weights(one));
    }

    @Test
    void shouldGiveEverybodyTheSamePiecesDrawnByASeed() {
        List<PieceGate> pieces = new ArrayList<>();
        for (int sharer = 0; sharer < 20; sharer++) {
            pieces.add(piece("s" + sharer, Q0, 1, 1, sharer));
        }
        PiecePool pool = EMPTY.with(pieces, List.of());
        Set<List<String>> bySeed = new HashSet<>();

        for (long seed = 0; seed < 10; seed++) {
            Assembler assembler = Assembler.of(pool, new RandomWeights(4, seed));
            Assembly one = assembler.assemble(signature(Map.of(Q0, new float[] {1, 0})));
            assertThat(weights(one)).hasSize(4).allMatch(piece -> piece.endsWith(" 0.25"));
            assertThat(weights(assembler.assemble(signature(Map.of(Q0, new float[] {-2, 5})))))
                    .isEqualTo(weights(one));
            bySeed.add(weights(one));
        }

        assertThat(bySeed).hasSizeGreaterThan(5);
    }

    @Test
    void shouldDrawAllWhereThereAreFewer() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1, 0), piece("b", Q0, 1, 0, 1)), List.of());

        assertThat(weights(Assembler.of(pool, new RandomWeights(8, 1))
                        .assemble(signature(Map.of(Q0, new float[] {1, 0})))))
                .containsExactly("a 0.5", "b 0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomWeights(0, 1));
    }

    @Test
    void shouldReplaceEarlierWeightsThatAreOffInEitherDirection() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1, 0)), List.of());
        ScoredSignature scored =
                Assembler.of(pool, new UniformWeights()).score(signature(Map.of(Q0, new float[] {1, 0})));

        assertThat(scored.better(scored.gain(chosen(0.95f)), 0.1)).isEmpty();
        assertThat(scored.better(scored.gain(chosen(0.5f)), 0.1)).isPresent();
        assertThat(scored.better(scored.gain(chosen(1.5f)), 0.1)).isPresent();
    }

    private static Map<ModuleId, List<WeightedPiece>> chosen(float weight) {
        return Map.of(Q0, List.of(new WeightedPiece("a", 1, weight, 1)));
    }

    private static SignatureSum signature(Map<ModuleId, float[]> vectors) {
        return SignatureSum.empty().add(vectors);
    }

    private static List<String> sharers(Assembly assembly) {
        return assembly.modules().stream()
                .flatMap(module -> module.pieces().stream())
                .map(WeightedPiece::sharer)
                .toList();
    }

    private static List<String> weights(Assembly assembly) {
        return assembly.modules().stream()
                .flatMap(module -> module.pieces().stream())
                .map(piece -> piece.sharer() + " " + piece.weight())
                .toList();
    }
}
