package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    private static final Resamples RESAMPLES = new Resamples(500, 0.95, 1);

    private static List<MembershipScore> scores(int user, double[] members, double[] others) {
        List<MembershipScore> scores = new ArrayList<>();
        for (double member : members) {
            scores.add(new MembershipScore(user, true, member));
        }
        for (double other : others) {
            scores.add(new MembershipScore(user, false, other));
        }
        return scores;
    }

    @Test
    void shouldCountEqualScoresForOneHalf() {
        RocCurve curve = RocCurve.of(scores(0, new double[] {3, 2, 1}, new double[] {2, 1, 0}));

        assertThat(curve.auc()).isCloseTo(7.0 / 9, within(1e-12));
    }

    @Test
    void shouldKnowTheAreasOfPerfectUselessAndOppositeScores() {
        double[] high = {2, 3};
        double[] low = {0, 1};
        double[] same = {1, 1};

        assertThat(RocCurve.of(scores(0, high, low)).auc()).isEqualTo(1);
        assertThat(RocCurve.of(scores(0, same, same)).auc()).isEqualTo(0.5);
        assertThat(RocCurve.of(scores(0, low, high)).auc()).isZero();
    }

    @Test
    void shouldTellHowManyMembersAreFoundAtARateOfFalseOnes() {
        RocCurve curve = RocCurve.of(scores(0, new double[] {3, 2, 1}, new double[] {2, 1, 0}));

        assertThat(curve.truePositives(0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(curve.truePositives(0.3)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(curve.truePositives(0.34)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(curve.points())
                .containsExactly(
                        new RocCurve.Point(0, 0),
                        new RocCurve.Point(0, 1.0 / 3),
                        new RocCurve.Point(1.0 / 3, 2.0 / 3),
                        new RocCurve.Point(2.0 / 3, 1),
                        new RocCurve.Point(1, 1));
    }

    @Test
    void shouldEstimateTheIntervalOverUsers() {
        double[] high = {2, 3};
        double[] low = {0, 1};
        List<MembershipScore> alike = new ArrayList<>();
        List<MembershipScore> different = new ArrayList<>();
        for (int user = 0; user < 10; user++) {
            alike.addAll(scores(user, high, low));
            different.addAll(user % 2 == 0 ? scores(user, high, low) : scores(user, low, high));
        }

        Estimate certain = RocCurve.of(alike).auc(RESAMPLES);
        Estimate uncertain = RocCurve.of(different).auc(RESAMPLES);

        assertThat(certain).isEqualTo(new Estimate(1, 1, 1));
        assertThat(uncertain.value()).isEqualTo(0.5);
        assertThat(uncertain.low()).isLessThan(0.4);
        assertThat(uncertain.high()).isGreaterThan(0.6);
    }

    @Test
    void shouldRefuseScoresWithoutMembersOrOthers() {
        assertThatThrownBy(() -> RocCurve.of(scores(0, new double[] {1}, new double[] {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("take more events");
        assertThatThrownBy(() -> new MembershipScore(3, true, Double.NaN)).hasMessageContaining("user 3");
    }
}
