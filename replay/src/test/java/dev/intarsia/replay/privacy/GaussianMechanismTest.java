package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianMechanismTest {
    /** δ as it is defined: how much of one distribution lies above exp(ε) times the other, by Simpson's rule. */
    private static double byDefinition(double epsilon, double noise) {
        int steps = 400_000;
        double from = -40 * noise;
        double width = (1 + 80 * noise) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = from + i * width;
            double above = Math.max(0, density(x - 1, noise) - Math.exp(epsilon) * density(x, noise));
            sum += above * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * width / 3;
    }

    private static double density(double x, double deviation) {
        return Math.exp(-x * x / (2 * deviation * deviation)) / (deviation * Math.sqrt(2 * Math.PI));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 0.5", "0.1, 8", "5, 0.4"})
    void shouldBeTheDefinition(double epsilon, double noise) {
        assertThat(GaussianMechanism.delta(epsilon, noise)).isCloseTo(byDefinition(epsilon, noise), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 1e-5, 30.7495661",
        "1,   1e-5, 3.7306316",
        "1,   1e-6, 4.2246789",
        "8,   1e-5, 0.6002291",
        "64,  1e-5, 0.1267139"
    })
    void shouldNeedTheKnownNoise(double epsilon, double delta, double noise) {
        assertThat(GaussianMechanism.noise(epsilon, delta)).isCloseTo(noise, Percentage.withPercentage(1e-4));
        assertThat(GaussianMechanism.epsilon(delta, noise)).isCloseTo(epsilon, Percentage.withPercentage(1e-3));
    }

    @Test
    void shouldNeedLessNoiseThanTheClassicBound() {
        // Dwork and Roth (2014), theorem A.1: σ = Δ √(2 ln(1.25 / δ)) / ε, for ε below 1.
        assertThat(GaussianMechanism.noise(0.5, 1e-5)).isLessThan(Math.sqrt(2 * Math.log(1.25e5)) / 0.5);
    }

    @Test
    void shouldStayANumberWhereNoiseIsSmall() {
        assertThat(GaussianMechanism.epsilon(1e-5, 0.01)).isBetween(5_000.0, 5_600.0);
        assertThat(GaussianMechanism.epsilon(1e-5, 0)).isInfinite();
    }
}
