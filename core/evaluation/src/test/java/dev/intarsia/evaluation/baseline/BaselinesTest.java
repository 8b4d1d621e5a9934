package dev.intarsia.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {
    private static final List<Observation> SEEN =
            List.of(new Observation("u", "a", 5), new Observation("u", "b", 4), new Observation("v", "a", 3));

    @Test
    void shouldPredictMeans() {
        assertThat(observed(new GlobalMean()).predict("x", "y")).isEqualTo(4);
        assertThat(observed(new UserMean()).predict("u", "y")).isEqualTo(4.5);
        assertThat(observed(new UserMean()).predict("x", "a")).isEqualTo(4);
        assertThat(observed(new ItemMean(0)).predict("x", "a")).isEqualTo(4);
        assertThat(observed(new ItemMean(0)).predict("x", "b")).isEqualTo(4);
        assertThat(observed(new ItemMean(0)).predict("x", "y")).isEqualTo(4);
    }

    @Test
    void shouldShrinkTheMeanOfAnItem() {
        ItemMean mean = new ItemMean(5);
        mean.observe(new Observation("u", "a", 5));
        mean.observe(new Observation("u", "b", 1));

        assertThat(mean.predict("x", "a")).isCloseTo(3 + 2 / 6.0, within(1e-12));
    }

    /** By hand: mean 4; items a: 0, b: 0; user u: (1 + 0) / (2 + 1), user v: -1 / (1 + 1). */
    @Test
    void shouldAddBothBiases() {
        Baseline biases = observed(new ItemUserBias(1, 1));

        assertThat(biases.predict("u", "y")).isCloseTo(4 + 1 / 3.0, within(1e-12));
        assertThat(biases.predict("v", "a")).isCloseTo(3.5, within(1e-12));
        assertThat(biases.predict("x", "y")).isEqualTo(4);
    }

    @Test
    void shouldLetAPersonalValueChangeNoOtherUser() {
        ItemUserBias biases = new ItemUserBias(1, 1);
        SEEN.forEach(biases::observe);
        biases.observePersonally(new Observation("x", "c", 1));

        assertThat(biases.predict("u", "c"))
                .isEqualTo(observed(new ItemUserBias(1, 1)).predict("u", "c"));
        assertThat(biases.predict("x", "c")).isCloseTo(4 - 3 / 2.0, within(1e-12));
    }

    @Test
    void shouldSayThatNothingWasObserved() {
        for (Baseline baseline : List.of(new GlobalMean(), new ItemMean(5), new UserMean(), new ItemUserBias(5, 5))) {
            assertThatThrownBy(() -> baseline.predict("u", "a"))
                    .as(baseline.name())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Nothing has been observed");
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.5, 0.5", "3.74, 3.5, 3.74", "3.75, 4.0, 3.75", "3.76, 4.0, 3.76", "9, 5.0, 5.0", "-1, 0.5, 0.5"
    })
    void shouldRoundToTheNearestLabelAndClipToTheEnds(double value, double rounded, double clipped) {
        LabelScale scale = new LabelScale(0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5);

        assertThat(scale.round(value)).isEqualTo(rounded);
        assertThat(scale.clip(value)).isEqualTo(clipped);
    }

    private static Baseline observed(Baseline baseline) {
        SEEN.forEach(baseline::observe);
        return baseline;
    }
}
