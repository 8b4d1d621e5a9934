package dev.intarsia.pieces.pool;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ModulePoolTest {
    @RepeatedTest(10)
    void shouldScoreByDotProduct(RepetitionInfo repetition) {
        Draws draws = new Draws(repetition.getCurrentRepetition());
        int length = draws.between(1, 70);
        List<PieceGate> pieces = IntStream.range(0, draws.between(1, 30))
                .mapToObj(i -> draws.piece("s" + (100 + i), Q0, length))
                .toList();
        float[] signature = draws.vector(length);

        ModulePool pool = new ModulePool(Q0, pieces);

        float[] scores = pool.scores(signature);
        for (int i = 0; i < pieces.size(); i++) {
            float[] gate = pieces.get(i).gate();
            assertThat((double) scores[i]).isEqualTo(dot(signature, gate), within(1e-4));
            for (int j = 0; j < length; j++) {
                assertThat(pool.gates().get(i, j)).isEqualTo(gate[j]);
            }
            assertThat(pool.find(pieces.get(i).sharer())).contains(pieces.get(i));
        }
    }

    @Test
    void shouldTakeTheMeanNormOverGatesThatAreNotZero() {
        ModulePool pool =
                new ModulePool(Q0, List.of(piece("a", Q0, 1, 3, 4), piece("b", Q0, 1, 0, 0), piece("c", Q0, 1, 1, 0)));

        assertThat(pool.meanNorm()).isEqualTo(3, within(1e-12));
        assertThat(new ModulePool(Q0, List.of(piece("b", Q0, 1, 0, 0))).meanNorm())
                .isZero();
    }

    @Test
    void shouldRefuseToScoreASignatureOfAnotherLength() {
        ModulePool pool = new ModulePool(Q0, List.of(piece("a", Q0, 1, 3, 4)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pool.scores(new float[3]))
                .withMessageContaining("0.q");
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(j -> (double) a[j] * b[j])
                .sum();
    }
}
