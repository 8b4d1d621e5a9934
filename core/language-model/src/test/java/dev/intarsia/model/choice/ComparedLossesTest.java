package dev.intarsia.model.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComparedLossesTest {
    @Test
    void shouldMeanTheFirstLossAsItIs() {
        ComparedLosses one = ComparedLosses.NONE.and(1.5, 2.5);

        assertThat(one).isEqualTo(new ComparedLosses(1, 1.5, 2.5));
    }

    @Test
    void shouldHalveTheWeightOfAnEventWithEverySixteenLaterOnes() {
        ComparedLosses losses = ComparedLosses.NONE.and(1, 0);
        double trained = 1;
        double weights = 1;
        for (int i = 0; i < 15; i++) {
            losses = losses.and(0, 0);
            trained *= Math.pow(0.5, 1.0 / 16);
            weights = weights * Math.pow(0.5, 1.0 / 16) + 1;
        }

        assertThat(losses.events()).isEqualTo(16);
        assertThat(losses.trained()).isCloseTo(trained / weights, within(1e-12));
        assertThat(losses.and(1, 0).trained())
                .as("the first counts half as much as the seventeenth")
                .isCloseTo(1.5 / (weights * Math.pow(0.5, 1.0 / 16) + 1), within(1e-12));
    }

    @Test
    void shouldFollowAShift() {
        ComparedLosses losses = ComparedLosses.NONE;
        for (int i = 0; i < 200; i++) {
            losses = losses.and(1, 2);
        }
        for (int i = 0; i < 17; i++) {
            losses = losses.and(4, 2);
        }

        assertThat(losses.trained()).isGreaterThan(2.5);
        assertThat(losses.base()).isCloseTo(2, within(1e-12));
        assertThat(losses.events()).isEqualTo(217);
    }

    @Test
    void shouldPassOverAnEventOfWhichALossIsUnknown() {
        ComparedLosses one = ComparedLosses.NONE.and(1, 2);

        assertThat(one.and(Double.NaN, 2)).isEqualTo(one);
        assertThat(one.and(1, Double.POSITIVE_INFINITY)).isEqualTo(one);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new ComparedLosses(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ComparedLosses(1, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
