package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplerTest {
    /** Probabilities 0.5, 0.3, 0.15 and 0.05, out of order. */
    private static final float[] LOGITS = logs(0.15, 0.5, 0.05, 0.3);

    private static final int DRAWS = 20_000;

    @Test
    void shouldTakeTheBestTokenWhenGreedy() {
        assertThat(pick(SamplingOptions.GREEDY, 1)).isEqualTo(1);
    }

    @Test
    void shouldTakeTheSmallestOfEquallyGoodTokens() {
        Sampler sampler = new Sampler(3);

        int picked = sampler.pick(
                new float[] {1, 2, 2}, SamplingOptions.GREEDY, new TokenHistory(new int[0]), new SplittableRandom(1));

        assertThat(picked).isEqualTo(1);
    }

    @Test
    void shouldDrawAsOftenAsTheModelSays() {
        assertThat(shares(SamplingOptions.sampled(1, 3))).satisfies(s -> near(s, 0.15, 0.5, 0.05, 0.3));
    }

    @Test
    void shouldSharpenBelowTemperatureOne() {
        // Squared and normalised: 0.0225, 0.25, 0.0025, 0.09 of 0.365.
        assertThat(shares(SamplingOptions.sampled(0.5, 3))).satisfies(s -> near(s, 0.0616, 0.6849, 0.0068, 0.2466));
    }

    @Test
    void shouldKeepTheKBest() {
        assertThat(shares(SamplingOptions.sampled(1, 3).withTopK(2))).satisfies(s -> near(s, 0, 0.625, 0, 0.375));
    }

    @Test
    void shouldKeepTheSmallestSetThatHoldsTheMass() {
        assertThat(shares(SamplingOptions.sampled(1, 3).withTopP(0.75))).satisfies(s -> near(s, 0, 0.625, 0, 0.375));
    }

    @Test
    void shouldTakeTopPOfWhatTopKLeft() {
        // The two best hold 0.625 and 0.375: 0.6 of that is reached by the first alone.
        assertThat(shares(SamplingOptions.sampled(1, 3).withTopK(2).withTopP(0.6)))
                .satisfies(s -> near(s, 0, 1, 0, 0));
    }

    @Test
    void shouldDropTokensFarBelowTheBest() {
        assertThat(shares(SamplingOptions.sampled(1, 3).withMinP(0.2)))
                .satisfies(s -> near(s, 0.15 / 0.95, 0.5 / 0.95, 0, 0.3 / 0.95));
    }

    @Test
    void shouldDrawTheSameForTheSameSeed() {
        SamplingOptions options = SamplingOptions.sampled(1, 0);

        assertThat(pick(options, 11)).isEqualTo(pick(options, 11));
        assertThat(shares(options.withSeed(1))).isNotEqualTo(shares(options.withSeed(2)));
    }

    @Test
    void shouldPenaliseWhatPromptOrTextHolds() {
        TokenHistory history = new TokenHistory(new int[] {0});
        history.add(2);
        history.add(2);
        float[] scores = {2, 2, -2, 2};

        history.adjust(scores, SamplingOptions.GREEDY.withPenalties(2, 0.5, 0.25));

        assertThat(scores).containsExactly(1, 2, -4 - 1.25f, 2);
    }

    @Test
    void shouldBiasTokensById() {
        assertThat(pick(SamplingOptions.GREEDY.withLogitBias(Map.of(2, 10.0, 99, 5.0)), 1))
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseScoresThatAreNoNumbers() {
        Sampler sampler = new Sampler(2);

        assertThatThrownBy(() -> sampler.pick(
                        new float[] {1, Float.NaN},
                        SamplingOptions.GREEDY,
                        new TokenHistory(new int[0]),
                        new SplittableRandom(1)))
                .hasMessageContaining("token 1")
                .hasMessageContaining("not a number");
    }

    @Test
    void shouldRefuseOptionsOutOfRangeByName() {
        assertThatThrownBy(() -> SamplingOptions.GREEDY.withTopP(0))
                .hasMessage("topP must be above 0 and at most 1, not 0.0");
        assertThatThrownBy(() -> SamplingOptions.GREEDY.withTemperature(-1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> SamplingOptions.GREEDY.withMinP(2)).hasMessageContaining("minP");
        assertThatThrownBy(() -> SamplingOptions.GREEDY.withPenalties(0, 0, 0)).hasMessageContaining("repetition");
        assertThatThrownBy(() -> SamplingOptions.GREEDY.withLogitBias(Map.of(-1, 1.0)))
                .hasMessageContaining("logitBias");
    }

    @Test
    void shouldReportLogProbabilitiesOfTheModelItself() {
        TokenChoice choice = new LogProbabilities(4).of(LOGITS, 3, 2);

        assertThat(choice.chosen().logProbability()).isCloseTo(Math.log(0.3), within(1e-6));
        assertThat(choice.best()).extracting(TokenProbability::token).containsExactly(1, 3);
        assertThat(choice.best().get(0).logProbability()).isCloseTo(Math.log(0.5), within(1e-6));
    }

    @Test
    void shouldHandOutScoresInDescendingOrder() {
        DescendingScores descending = new DescendingScores(6);

        descending.reset(new float[] {-1, Float.NEGATIVE_INFINITY, 3, -0.5f, 3, 0});

        assertThat(new int[] {
                    descending.take(),
                    descending.take(),
                    descending.take(),
                    descending.take(),
                    descending.take(),
                    descending.take()
                })
                .containsExactly(2, 4, 5, 3, 0, 1);
        assertThat(descending.isEmpty()).isTrue();
    }

    private static int pick(SamplingOptions options, long seed) {
        return new Sampler(4).pick(LOGITS, options, new TokenHistory(new int[0]), new SplittableRandom(seed));
    }

    private static double[] shares(SamplingOptions options) {
        Sampler sampler = new Sampler(4);
        SplittableRandom random = new SplittableRandom(options.seed());
        double[] shares = new double[4];
        for (int draw = 0; draw < DRAWS; draw++) {
            shares[sampler.pick(LOGITS, options, new TokenHistory(new int[0]), random)] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static void near(double[] shares, double... expected) {
        assertThat(shares).containsExactly(expected, within(0.015));
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) (Math.log(probabilities[i]) + 5);
        }
        return logs;
    }
}
