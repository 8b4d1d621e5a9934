package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.demo.Scoreboard.Entry;
import dev.intarsia.stack.report.RunReport.CurvePoint;
import dev.intarsia.stack.report.RunReport.MethodFigures;
import dev.intarsia.stack.report.RunReport.UserFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Scoreboard scoreboard = new Scoreboard();

    @BeforeEach
    void twoUsersAndOneSampledEvent() {
        scoreboard.add(entry("1", "a", 0.1, false, 5, 1, 2, 3));
        scoreboard.add(entry("2", "a", 0.9, true, 4, 3, 4, 3.5));
        scoreboard.add(entry("3", "b", 0.9, true, 2, 4, 2.5, 3));
        scoreboard.compare(Map.of("2", baseline(3), "3", baseline(3)));
    }

    @Test
    void shouldMeasureEachMethodOnScoredPredictionsAlone() {
        Map<String, MethodFigures> methods = new Findings(scoreboard, 1).methods();

        assertThat(methods.get("base").mae()).isEqualTo(1.5);
        assertThat(methods.get("oppu").mae()).isEqualTo(0.25);
        assertThat(methods.get("assembled").mae()).isEqualTo(0.75);
        assertThat(methods.get("baseline:item-mean").mae()).isEqualTo(1);
        assertThat(methods.get("oppu").underBasePercent()).isCloseTo(83.33, within(0.01));
        assertThat(methods.get("base").rmse()).isCloseTo(Math.sqrt(2.5), within(1e-9));
    }

    @Test
    void shouldGiveAnIntervalOverUsersAndNoLikelihoodWhereThereIsNone() {
        Map<String, MethodFigures> methods = new Findings(scoreboard, 1).methods();

        assertThat(methods.get("base").low()).isEqualTo(1);
        assertThat(methods.get("base").high()).isEqualTo(2);
        assertThat(methods.get("base").nll()).isEqualTo(0.7);
        assertThat(methods.get("baseline:item-mean").nll()).isNull();
    }

    @Test
    void shouldDrawTheCurveFromSampledPredictionsToo() {
        List<CurvePoint> curve = new Findings(scoreboard, 1).curve();

        assertThat(curve).hasSize(2);
        assertThat(curve.get(0).base()).isEqualTo(4);
        assertThat(curve.get(0).predictions()).isEqualTo(1);
        assertThat(curve.get(1).oppu()).isEqualTo(0.25);
    }

    @Test
    void shouldTellUsersApart() {
        List<UserFigures> users =
                new Findings(scoreboard, 1).users(List.of(RoundTest.person("a", 2), RoundTest.person("b", 1)));

        assertThat(users).extracting(UserFigures::base).containsExactly(1.0, 2.0);
        assertThat(users).extracting(UserFigures::scored).containsExactly(1, 1);
    }

    @Test
    void shouldRefuseAScoreboardWithoutScoredPredictions() {
        Scoreboard empty = new Scoreboard();

        assertThatThrownBy(() -> new Findings(empty, 1)).hasMessageContaining("play more events");
    }

    private static Map<String, Guess> baseline(double stars) {
        return Map.of("baseline:item-mean", new Guess(stars, Double.NaN));
    }

    private static Entry entry(
            String event, String user, double part, boolean scored, double truth, double base, double own, double fit) {
        return new Entry(
                event,
                user,
                part,
                scored,
                truth,
                Map.of(
                        "base", new Guess(base, 0.7),
                        "oppu", new Guess(own, 0.5),
                        "assembled", new Guess(fit, 0.6)));
    }
}
