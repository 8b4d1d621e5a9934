package dev.intarsia.pieces.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountSketchTest {
    private static final ModuleId MODULE = new ModuleId(3, Projection.Q);

    /** Standing gates and signatures are sketched with these draws; another draw would silently unlearn everybody. */
    @Test
    void shouldNeverChangeItsDraws() {
        CountSketch sketch = CountSketch.of("base-model", MODULE, 12, 8);

        assertThat(sketch.buckets()).containsExactly(5, 7, 0, 5, 6, 7, 3, 4, 1, 1, 2, 3);
        assertThat(sketch.signs()).containsExactly(-1, -1, -1, -1, -1, -1, 1, 1, 1, 1, -1, -1);
    }

    @Test
    void shouldAddEachInputToItsBucketWithItsSign() {
        CountSketch sketch = CountSketch.of("base", MODULE, 100, 16);
        float[] vector = vector(new Random(1), 100);
        double[] expected = new double[16];
        IntStream.range(0, 100).forEach(i -> expected[sketch.buckets()[i]] += sketch.signs()[i] * vector[i]);

        float[] sketched = sketch.apply(vector);

        assertThat(sketched).hasSize(16);
        IntStream.range(0, 16).forEach(j -> assertThat((double) sketched[j]).isEqualTo(expected[j], within(1e-6)));
    }

    @Test
    void shouldBeLinear() {
        CountSketch sketch = CountSketch.of("base", MODULE, 4096, 256);
        Random random = new Random(2);
        float[] u = vector(random, 4096);
        float[] v = vector(random, 4096);
        float[] combined = new float[4096];
        IntStream.range(0, 4096).forEach(i -> combined[i] = 2 * u[i] - 3 * v[i]);

        float[] ofCombined = sketch.apply(combined);

        float[] ofU = sketch.apply(u);
        float[] ofV = sketch.apply(v);
        for (int j = 0; j < 256; j++) {
            assertThat(ofCombined[j]).isEqualTo(2 * ofU[j] - 3 * ofV[j], within(1e-4f));
        }
    }

    @Test
    void shouldKeepDotProductsOnAverageOverSketches() {
        Random random = new Random(3);
        float[] u = vector(random, 512);
        float[] v = vector(random, 512);
        IntStream.range(0, 512).forEach(i -> v[i] += 0.5f * u[i]);

        double mean = IntStream.range(0, 400)
                .mapToObj(layer -> CountSketch.of("base", new ModuleId(layer, Projection.V), 512, 64))
                .mapToDouble(sketch -> dot(sketch.apply(u), sketch.apply(v)))
                .average()
                .orElseThrow();

        double deviationOfTheMean = Math.sqrt(2 * dot(u, u) * dot(v, v) / 64 / 400);
        assertThat(mean).isEqualTo(dot(u, v), within(4 * deviationOfTheMean));
    }

    @Test
    void shouldDifferBetweenBaseModelsAndBetweenModules() {
        int[] buckets = CountSketch.of("base", MODULE, 64, 16).buckets();

        assertThat(CountSketch.of("other", MODULE, 64, 16).buckets()).isNotEqualTo(buckets);
        assertThat(CountSketch.of("base", new ModuleId(3, Projection.V), 64, 16).buckets())
                .isNotEqualTo(buckets);
        assertThat(CountSketch.of("base", MODULE, 64, 16).buckets()).isEqualTo(buckets);
    }

    @Test
    void shouldUseEveryBucketAndBothSignsEvenly() {
        CountSketch sketch = CountSketch.of("base", MODULE, 64_000, 64);
        int[] counts = new int[64];
        IntStream.of(sketch.buckets()).forEach(bucket -> counts[bucket]++);
        double sum = 0;
        for (float sign : sketch.signs()) {
            sum += sign;
        }

        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
        assertThat(sum).isBetween(-1100.0, 1100.0);
    }

    @Test
    void shouldHandOutCopies() {
        CountSketch sketch = CountSketch.of("base", MODULE, 4, 2);
        int[] before = sketch.buckets();

        sketch.buckets()[0] = 1 - before[0];
        sketch.signs()[0] = 7;

        assertThat(sketch.buckets()).isEqualTo(before);
        assertThat(sketch.signs()[0]).isNotEqualTo(7);
    }

    @Test
    void shouldRefuseVectorsOfAnotherLengthAndEmptySketches() {
        CountSketch sketch = CountSketch.of("base", MODULE, 4, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.apply(new float[5]))
                .withMessageContaining("takes 4 numbers, not 5");
        assertThatIllegalArgumentException().isThrownBy(() -> CountSketch.of("base", MODULE, 4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CountSketch.of("base", MODULE, 0, 4));
    }

    private static float[] vector(Random random, int length) {
        float[] vector = new float[length];
        IntStream.range(0, length).forEach(i -> vector[i] = (float) random.nextGaussian());
        return vector;
    }

    private static double dot(float[] u, float[] v) {
        return IntStream.range(0, u.length)
                .mapToDouble(i -> (double) u[i] * v[i])
                .sum();
    }
}
