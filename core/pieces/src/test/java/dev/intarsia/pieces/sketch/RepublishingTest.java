package dev.intarsia.pieces.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepublishingTest {
    private static final float[] PUBLISHED = {3, 4};

    @Test
    void shouldKeepAPieceUntilItHasMovedFurther() {
        Republishing rule = new Republishing(0.1);

        assertThat(rule.keeps(PUBLISHED, new float[] {3, 4})).isTrue();
        assertThat(rule.keeps(PUBLISHED, new float[] {3.4f, 4})).isTrue();
        assertThat(rule.keeps(PUBLISHED, new float[] {3.6f, 4})).isFalse();
        assertThat(rule.keeps(PUBLISHED, new float[] {3, Float.NaN})).isFalse();
    }

    @Test
    void shouldKeepNothingThatItCannotCompare() {
        Republishing rule = new Republishing(10);

        assertThat(rule.keeps(new float[0], new float[0])).isFalse();
        assertThat(rule.keeps(PUBLISHED, new float[] {3})).isFalse();
        assertThat(rule.keeps(new float[2], new float[2])).isFalse();
        assertThat(rule.keeps(new float[2], new float[] {0, 1})).isFalse();
    }

    @Test
    void shouldAlwaysReplaceAt0() {
        assertThat(Republishing.ALWAYS.keeps(PUBLISHED, PUBLISHED)).isFalse();
    }

    @Test
    void shouldTellFromSketchesHowFarWeightsHaveMoved() {
        Random random = new Random(1);
        CountSketch sketch = CountSketch.of("base", ModuleId.parse("0.q"), 4_096, 256);
        float[] published = new float[4_096];
        float[] now = new float[4_096];
        for (int i = 0; i < now.length; i++) {
            published[i] = (float) random.nextGaussian();
            now[i] = published[i] + 0.2f * (float) random.nextGaussian();
        }

        assertThat(Republishing.moved(sketch.apply(published), sketch.apply(now)))
                .isCloseTo(0.2, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseWhatIsNoDistance(double above) {
        assertThatThrownBy(() -> new Republishing(above)).hasMessageContaining("pieces.republish-above");
    }
}
