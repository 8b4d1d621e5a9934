package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTest {
    private static final int EVENTS = 40;
    private static final int PUBLISHED = 2;
    private static final int SHADOWS = 16;
    private static final int USERS = 20;

    /** Each event's statistic is about a level of its own, and higher where a run knows the event. */
    private static double[][] statistics(Halves halves, double higher, Random random) {
        double[][] statistics = new double[PUBLISHED + SHADOWS][EVENTS];
        for (int event = 0; event < EVENTS; event++) {
            double level = 10 * random.nextGaussian();
            for (int run = 0; run < statistics.length; run++) {
                statistics[run][event] = level + random.nextGaussian() + (halves.in(run, event) ? higher : 0);
            }
        }
        return statistics;
    }

    private static double auc(double higher, boolean byRatio) {
        Random random = new Random(1);
        List<MembershipScore> scores = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            Halves halves = Halves.of("user " + user, EVENTS, PUBLISHED, SHADOWS);
            double[][] statistics = statistics(halves, higher, random);
            double[][] ratios = LikelihoodRatio.scores(statistics, halves, SHADOWS);
            for (int run = 0; run < PUBLISHED; run++) {
                for (int event = 0; event < EVENTS; event++) {
                    scores.add(new MembershipScore(
                            user, halves.in(run, event), byRatio ? ratios[run][event] : statistics[run][event]));
                }
            }
        }
        return RocCurve.of(scores).auc();
    }

    @Test
    void shouldSeparateGaussiansWhateverTheLevelOfAnEvent() {
        // Two Gaussians of variance 1 that are 2 apart: Φ(2 / √2) = 0.921 for whoever knows both means.
        assertThat(auc(2, true)).isBetween(0.87, 0.935);
        assertThat(auc(2, false)).as("by one threshold for all events").isLessThan(0.6);
    }

    @Test
    void shouldFindNothingWhereKnowingAnEventChangesNothing() {
        assertThat(auc(0, true)).isCloseTo(0.5, within(0.04));
    }

    @Test
    void shouldTakeTheLogitOfTheResponsesProbability() {
        assertThat(LikelihoodRatio.confidence(Math.log(2))).isCloseTo(0, within(1e-12));
        assertThat(LikelihoodRatio.confidence(-Math.log(0.9))).isCloseTo(Math.log(9), within(1e-9));
        assertThat(LikelihoodRatio.confidence(500)).isEqualTo(-500);
        assertThat(LikelihoodRatio.confidence(0)).isFinite().isGreaterThan(20);
        assertThat(LikelihoodRatio.confidence(30.001)).isLessThan(LikelihoodRatio.confidence(29.999));
    }

    @Test
    void shouldRefuseTooFewShadowRunsForAVariance() {
        Halves halves = Halves.of("ada", EVENTS, PUBLISHED, SHADOWS);
        double[][] statistics = statistics(halves, 1, new Random(1));

        assertThatThrownBy(() -> LikelihoodRatio.scores(statistics, halves, 2))
                .hasMessageContaining("from 4 to the 16");
        assertThatThrownBy(() -> LikelihoodRatio.scores(statistics, halves, 18)).hasMessageContaining("not 18");
    }
}
