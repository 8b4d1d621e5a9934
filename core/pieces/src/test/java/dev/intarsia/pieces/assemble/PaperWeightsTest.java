package dev.intarsia.pieces.assemble;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperWeightsTest {
    @Test
    void shouldPutTheMeanScoresOfTheBestThroughASoftmax() {
        ModulePool pool = pool(1, 4, 2, 3);

        float[] weights = new PaperWeights(3).on(pool).coefficients(new float[] {10}, 10);

        double total = Math.exp(4) + Math.exp(3) + Math.exp(2);
        assertThat(weights)
                .containsExactly(
                        new float[] {
                            0,
                            (float) (Math.exp(4) / total),
                            (float) (Math.exp(2) / total),
                            (float) (Math.exp(3) / total)
                        },
                        within(1e-6f));
    }

    @Test
    void shouldUseAllPiecesWhereThereAreFewer() {
        assertThat(new PaperWeights(3).on(pool(5)).coefficients(new float[] {1}, 1))
                .containsExactly(1f);
        assertThat(new PaperWeights(3).on(pool(0, 0)).coefficients(new float[] {1}, 1))
                .containsExactly(0.5f, 0.5f);
    }

    @Test
    void shouldStayFiniteForLargeScores() {
        assertThat(new PaperWeights(2).on(pool(1e10f, -1e10f)).coefficients(new float[] {1e6f}, 1))
                .containsExactly(1f, 0f);
    }

    @Test
    void shouldSumToOne() {
        float[] gates = new Draws(3).vector(50);

        float[] weights = new PaperWeights(7).on(pool(gates)).coefficients(new float[] {2.5f}, 1);

        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        assertThat(sum).isEqualTo(1, within(1e-6));
    }

    @Test
    void shouldKeepAtLeastOnePiece() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PaperWeights(0));
    }

    private static ModulePool pool(float... gates) {
        List<PieceGate> pieces = new ArrayList<>();
        for (float gate : gates) {
            PieceId id = new PieceId("s" + (100 + pieces.size()), Q0);
            pieces.add(new PieceGate(id, 1, "base", GateKind.ACTIVATION, "d", new float[] {gate}));
        }
        return PiecePool.empty("base", GateKind.ACTIVATION)
                .with(pieces, List.of())
                .modules()
                .get(Q0);
    }
}
