package dev.intarsia.pieces.cluster;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BehaviorEmbeddingTest {
    @Test
    void shouldNotDependOnTheLengthOfTheHistory() {
        Map<ModuleId, float[]> event = new Draws(1).signature(256);
        SignatureSum once = SignatureSum.empty().add(event);
        SignatureSum twice = once.add(event);

        float[] embedding = BehaviorEmbedding.of(twice, "base", 64);

        assertThat(embedding).hasSize(64).containsExactly(BehaviorEmbedding.of(once, "base", 64), within(1e-6f));
        assertThat(dot(embedding, embedding)).isEqualTo(1, within(1e-5));
    }

    @Test
    void shouldPutUsersWhoBehaveAlikeNearEachOther() {
        Draws draws = new Draws(2);
        float[] q = draws.vector(256);
        float[] v = draws.vector(256);
        float[] alikeQ = q.clone();
        float[] alikeV = v.clone();
        IntStream.range(0, 256).forEach(j -> alikeQ[j] += 0.3f * draws.vector(1)[0]);
        IntStream.range(0, 256).forEach(j -> alikeV[j] += 0.3f * draws.vector(1)[0]);

        float[] user = embedding(q, v);

        assertThat(dot(user, embedding(alikeQ, alikeV))).isGreaterThan(0.85);
        assertThat(dot(user, embedding(draws.vector(256), draws.vector(256)))).isBetween(-0.5, 0.5);
    }

    @Test
    void shouldEmbedNothingAsZero() {
        assertThat(BehaviorEmbedding.of(SignatureSum.empty(), "base", 4)).containsOnly(0);
        assertThat(embedding(new float[256], new float[256])).containsOnly(0);
    }

    private static float[] embedding(float[] q, float[] v) {
        return BehaviorEmbedding.of(SignatureSum.empty().add(Map.of(Q0, q, V0, v)), "base", 64);
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(j -> (double) a[j] * b[j])
                .sum();
    }
}
