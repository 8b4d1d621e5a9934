package dev.intarsia.replay.privacy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureNoiseTest {
    private static final ModuleId Q = new ModuleId(0, Projection.Q);
    private static final ModuleId V = new ModuleId(0, Projection.V);
    private static final Map<ModuleId, float[]> SIGNATURE = Map.of(Q, new float[] {3, 0}, V, new float[] {0, 4});

    @Test
    void shouldClipTheNormOverAllModulesAndLeaveSmallerOnes() {
        Map<ModuleId, float[]> clipped = new SignatureNoise(2.5, 0, 0).clipped(SIGNATURE);

        assertThat(clipped.get(Q)).containsExactly(1.5f, 0);
        assertThat(clipped.get(V)).containsExactly(0, 2);
        assertThat(SignatureNoise.norm(clipped)).isCloseTo(2.5, within(1e-6));
        assertThat(new SignatureNoise(5, 0, 0).clipped(SIGNATURE)).isSameAs(SIGNATURE);
        assertThat(SignatureNoise.NONE.published(SIGNATURE, 1)).isSameAs(SIGNATURE);
    }

    @Test
    void shouldAddNoiseOfTheDeviationByTheSeed() {
        Map<ModuleId, float[]> zeros = Map.of(Q, new float[20_000]);
        SignatureNoise noise = new SignatureNoise(1, 2, 0.5);

        float[] one = requireNonNull(noise.published(zeros, 1).get(Q));
        float[] sum = requireNonNull(noise.used(zeros, 1).get(Q));

        assertThat(Math.sqrt(squares(one) / one.length)).isCloseTo(2, within(0.05));
        assertThat(Math.sqrt(squares(sum) / sum.length)).isCloseTo(0.5, within(0.02));
        assertThat(noise.published(zeros, 1).get(Q)).containsExactly(one);
        assertThat(noise.published(zeros, 2).get(Q)).isNotEqualTo(one);
        assertThat(noise.variance(3)).isCloseTo(12.25, within(1e-9));
    }

    private static double squares(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += number * number;
        }
        return squares;
    }
}
