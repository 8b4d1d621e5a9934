package dev.intarsia.oppu.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftRuleTest {
    private static final DriftRule RULE = new DriftRule(0.001, 40, 2);

    private static float[] losses(Random random, int count, double mean) {
        float[] losses = new float[count];
        for (int i = 0; i < count; i++) {
            losses[i] = (float) (mean - Math.log(1 - random.nextDouble()));
        }
        return losses;
    }

    /** After so many updates of eight events whose losses come from one distribution. */
    private static LossTrend after(int updates, Random random) {
        LossTrend trend = LossTrend.NONE;
        for (int update = 1; update <= updates; update++) {
            DriftRule.Verdict verdict = RULE.judge(trend, losses(random, 8, 0), 8L * update);
            assertThat(verdict.drift()).isEmpty();
            trend = verdict.trend();
        }
        return trend;
    }

    @Test
    void shouldFindADriftWhereLossesRise() {
        Random random = new Random(1);
        LossTrend trend = after(8, random);

        DriftRule.Verdict verdict = RULE.judge(trend, losses(random, 8, 3), 72);

        assertThat(verdict.drift()).hasValueSatisfying(drift -> {
            assertThat(drift.before()).isCloseTo(1, within(0.5));
            assertThat(drift.after()).isCloseTo(4, within(1.0));
            assertThat(drift.pValue()).isBetween(0.0, 0.001);
        });
        assertThat(verdict.trend().driftAt()).isEqualTo(72);
        assertThat(verdict.trend().losses())
                .as("what came before is no measure any more")
                .hasSize(8);
    }

    @Test
    void shouldGiveTheProbabilityOfTheTest() {
        float[] before = new float[16];
        float[] fresh = new float[4];
        for (int i = 0; i < 20; i++) {
            if (i < 16) {
                before[i] = i;
            } else {
                fresh[i - 16] = i;
            }
        }
        LossTrend trend = new LossTrend(LossTrend.finite(before), 0);

        DriftRule.Verdict verdict = RULE.judge(trend, fresh, 20);

        // Of the 4,845 ways to choose 4 of 20 ranks one has the highest ranks.
        assertThat(verdict.drift().orElseThrow().pValue()).isCloseTo(1.0 / 4845, within(1e-9));
    }

    @Test
    void shouldFindNoneWhereLossesFall() {
        Random random = new Random(2);
        LossTrend trend = after(8, random);

        assertThat(RULE.judge(trend, losses(random, 8, -0.9), 72).drift()).isEmpty();
    }

    @Test
    void shouldRarelyFindOneByChance() {
        int alarms = 0;
        for (int user = 0; user < 1000; user++) {
            Random random = new Random(user);
            LossTrend trend = LossTrend.NONE;
            boolean found = false;
            for (int update = 1; update <= 16; update++) {
                DriftRule.Verdict verdict = RULE.judge(trend, losses(random, 8, 0), 8L * update);
                trend = verdict.trend();
                found |= verdict.drift().isPresent();
            }
            alarms += found ? 1 : 0;
        }

        assertThat(alarms).as("of 1,000 users with 16 updates each").isBetween(1, 30);
    }

    @Test
    void shouldNotMindOneSurprise() {
        LossTrend trend = after(8, new Random(3));
        float[] fresh = losses(new Random(4), 8, 0);
        fresh[5] = 1e6f;

        assertThat(RULE.judge(trend, fresh, 72).drift()).isEmpty();
    }

    @Test
    void shouldWaitForEnoughLosses() {
        LossTrend few = new LossTrend(LossTrend.finite(losses(new Random(5), 15, 0)), 0);
        LossTrend enough = new LossTrend(LossTrend.finite(losses(new Random(5), 16, 0)), 0);

        assertThat(RULE.judge(few, losses(new Random(6), 8, 9), 24).drift()).isEmpty();
        assertThat(RULE.judge(enough, losses(new Random(6), 3, 9), 24).drift()).isEmpty();
        assertThat(RULE.judge(enough, losses(new Random(6), 8, 9), 24).drift()).isPresent();
    }

    @Test
    void shouldPassOverLossesThatAreNotFinite() {
        LossTrend trend = after(8, new Random(7));
        float[] fresh = losses(new Random(8), 8, 3);
        fresh[0] = Float.NaN;
        fresh[1] = Float.POSITIVE_INFINITY;

        DriftRule.Verdict verdict = RULE.judge(trend, fresh, 72);

        assertThat(verdict.drift()).isPresent();
        assertThat(verdict.trend().losses()).hasSize(6);
    }

    @Test
    void shouldRememberTheLatestLosses() {
        LossTrend trend = after(16, new Random(9));

        assertThat(trend.losses()).hasSize(DriftRule.MOST);
    }

    @Test
    void shouldLastForSomeEvents() {
        LossTrend trend = new LossTrend(LossTrend.finite(new float[] {1}), 72);

        assertThat(RULE.drifted(trend, 72)).isTrue();
        assertThat(RULE.drifted(trend, 111)).isTrue();
        assertThat(RULE.drifted(trend, 112)).isFalse();
        assertThat(RULE.drifted(LossTrend.NONE, 8)).isFalse();
        assertThat(DriftRule.NONE.drifted(trend, 72)).isFalse();
    }

    @Test
    void shouldRememberNothingWhereNobodyLooks() {
        DriftRule.Verdict verdict = DriftRule.NONE.judge(LossTrend.NONE, losses(new Random(10), 8, 0), 8);

        assertThat(verdict.trend()).isEqualTo(LossTrend.NONE);
        assertThat(verdict.drift()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoRule() {
        assertThatThrownBy(() -> new DriftRule(1, 40, 2)).hasMessageContaining("drift.significance");
        assertThatThrownBy(() -> new DriftRule(0.001, -1, 2)).hasMessageContaining("drift.events");
        assertThatThrownBy(() -> new DriftRule(0.001, 40, 0.5)).hasMessageContaining("drift.rate");
    }
}
