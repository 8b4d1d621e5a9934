package dev.intarsia.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.statistics.Contrast;
import dev.intarsia.evaluation.statistics.Curve;
import dev.intarsia.evaluation.statistics.Drift;
import dev.intarsia.evaluation.statistics.Figures;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.evaluation.statistics.ReplayStatistics;
import dev.intarsia.evaluation.statistics.UserFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    @Test
    void shouldSayHowMuchIsGained() {
        Headline headline = headline(
                Measure.MAE,
                Map.of("base", 0.8, "oppu", 0.6, "retrieval-1", 0.7, "baseline:item-user-bias", 0.65),
                contrast("oppu", "base", -0.2, 0.001),
                contrast("oppu", "retrieval-1", -0.1, 0.01),
                contrast("oppu", "baseline:item-user-bias", -0.05, 0.2));

        assertThat(headline.sentence())
                .isEqualTo("Personalization cuts the error by 25.0 %: MAE 0.600 with own adapter (OPPU),"
                        + " 0.800 with the base model.");
        assertThat(headline.details())
                .containsExactly(
                        "The difference is −0.200 (95 % interval −0.210 to −0.190 over users; p = 0.001 after Holm’s"
                                + " correction).",
                        "Of what only changes the prompt, retrieval of 1 is best with 0.700, clearly behind that.",
                        "Of what needs no language model, item + user bias is best with 0.650, not clearly apart from"
                                + " that.");
    }

    @Test
    void shouldClaimNothingThatChanceExplains() {
        assertThat(headline(Measure.MAE, Map.of("base", 0.8, "oppu", 0.79), contrast("oppu", "base", -0.01, 0.3))
                        .sentence())
                .isEqualTo(
                        "No personal method is clearly better than the base model here: the best, own adapter (OPPU),"
                                + " has MAE 0.790 against 0.800.");
    }

    @Test
    void shouldSaySoWherePersonalizationHarms() {
        assertThat(headline(Measure.MAE, Map.of("base", 0.8, "oppu", 0.9), contrast("oppu", "base", 0.1, 0.001))
                        .sentence())
                .startsWith("Personalization does harm here");
    }

    @Test
    void shouldReportARiseWhereHigherIsBetter() {
        Contrast contrast = new Contrast("oppu", "base", Measure.ACCURACY, new Estimate(0.1, 0.05, 0.15), 0.001, 0.001);

        assertThat(headline(Measure.ACCURACY, Map.of("base", 0.5, "oppu", 0.6), contrast)
                        .sentence())
                .startsWith("Personalization raises accuracy by 20.0 %");
    }

    @Test
    void shouldNameNoShareOfZero() {
        Contrast contrast = new Contrast("oppu", "base", Measure.ACCURACY, new Estimate(0.1, 0.05, 0.15), 0.001, 0.001);

        assertThat(headline(Measure.ACCURACY, Map.of("base", 0.0, "oppu", 0.1), contrast)
                        .sentence())
                .isEqualTo("Personalization raises accuracy: accuracy 0.100 with own adapter (OPPU),"
                        + " 0.000 with the base model.");
    }

    @Test
    void shouldNameTheBestMethodWhereThereIsNoBase() {
        assertThat(headline(Measure.MAE, Map.of("baseline:item-mean", 0.7)).sentence())
                .isEqualTo("Item mean is the best of 1 methods, with MAE 0.700.");
    }

    @Test
    void shouldWarnAboutFewUsers() {
        assertThat(headline(3, Measure.MAE, Map.of("base", 0.8)).details())
                .containsExactly("Only 3 users were asked: intervals over so few are narrower than they should be.");
        assertThat(headline(1, Measure.MAE, Map.of("base", 0.8)).details())
                .containsExactly("Only 1 user was asked: intervals over so few are narrower than they should be.");
    }

    private static Contrast contrast(String method, String reference, double difference, double p) {
        return new Contrast(
                method, reference, Measure.MAE, new Estimate(difference, difference - 0.01, difference + 0.01), p, p);
    }

    private static Headline headline(Measure measure, Map<String, Double> values, Contrast... contrasts) {
        return headline(20, measure, values, contrasts);
    }

    private static Headline headline(int users, Measure measure, Map<String, Double> values, Contrast... contrasts) {
        Map<String, Map<Measure, Estimate>> methods = new LinkedHashMap<>();
        values.forEach((method, value) -> methods.put(method, Map.of(measure, new Estimate(value, value, value))));
        Curve none = new Curve(measure, List.of());
        return new Headline(new ReplayStatistics(
                measure,
                1,
                new Figures<>(methods),
                List.of(contrasts),
                Map.of(),
                new Drift("none", List.of(), none, none),
                Map.of(),
                IntStream.range(0, 20)
                        .mapToObj(i -> new UserFigures("u" + i, 1, 0, Map.of()))
                        .limit(users)
                        .toList()));
    }
}
