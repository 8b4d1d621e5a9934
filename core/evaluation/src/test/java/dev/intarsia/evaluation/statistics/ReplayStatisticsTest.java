package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.tasks.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStatisticsTest {
    private static final Resamples FEW = new Resamples(200, 0.95, 1);

    @TempDir
    Path folder;

    @Test
    void shouldSplitTheStreamByHistoryActivityPositionAndCalendar() throws IOException {
        MadeUpAnswers answers = new MadeUpAnswers();
        for (int user = 0; user < 20; user++) {
            for (int i = 0; i < 10 + 5 * user; i++) {
                // Right from its eighth event on.
                answers.add("base", "u" + user, i, i < 8 ? "3.0" : "4.0", "4.0");
            }
        }

        ReplayStatistics found =
                ReplayStatistics.of(answers.read(folder, MadeUpAnswers.STARS), MadeUpAnswers.STARS, FEW);

        List<Curve.Point> earlier = found.curves().get("earlier").points();
        assertThat(earlier).extracting(Curve.Point::from).startsWith(0.0, 4.0, 8.0, 16.0);
        assertThat(earlier)
                .extracting(point -> point.methods().get("base").value())
                .startsWith(1.0, 1.0, 0.0, 0.0);
        List<Curve.Point> activity = found.curves().get("activity").points();
        assertThat(activity).hasSize(5).extracting(Curve.Point::users).containsOnly(4);
        assertThat(activity.get(0).to()).isEqualTo(10 + 5 * 3 - 1);
        assertThat(activity.get(0).methods().get("base").value())
                .isGreaterThan(activity.get(4).methods().get("base").value());
        assertThat(found.curves().get("place").points()).hasSize(8);
        List<Curve.Point> calendar = found.curves().get("calendar").points();
        assertThat(calendar).extracting(Curve.Point::from).isSorted();
        assertThat(calendar.stream().mapToInt(Curve.Point::questions).sum()).isEqualTo(found.questions());
    }

    @Test
    void shouldTellAChangeOfBehaviorFromChance() throws IOException {
        Random random = new Random(4);
        MadeUpAnswers answers = new MadeUpAnswers();
        for (int user = 0; user < 30; user++) {
            boolean moves = user < 6;
            for (int i = 0; i < 60; i++) {
                double mood = (moves && i >= 30 ? 4.0 : 2.0) + 0.5 * random.nextInt(3);
                answers.add("base", String.format("u%02d", user), i, "2.5", Double.toString(mood));
            }
        }

        Drift found = ReplayStatistics.of(answers.read(folder, MadeUpAnswers.STARS), MadeUpAnswers.STARS, FEW)
                .shift();

        assertThat(found.distance()).isEqualTo("wasserstein");
        assertThat(found.users().subList(0, 6)).allSatisfy(user -> {
            assertThat(user.distance()).isCloseTo(2, within(0.3));
            assertThat(user.excess()).isGreaterThan(1.4);
        });
        assertThat(found.users().subList(6, 30).stream()
                        .mapToDouble(Drift.UserShift::excess)
                        .average())
                .hasValueCloseTo(0.0, within(0.03));
        List<Curve.Point> windows = found.windows().points();
        assertThat(windows.get(1).methods().get("base").value())
                .isGreaterThan(windows.get(0).methods().get("base").value());
        List<Curve.Point> byDistance = found.byDistance().points();
        assertThat(byDistance.get(byDistance.size() - 1).methods().get("base").value())
                .isGreaterThan(1.5);
    }

    @Test
    void shouldFindABetterMethodBetterAndAnEqualOneNot() throws IOException {
        ReplayStatistics found = ReplayStatistics.of(twoMethods(MadeUpAnswers.COLOURS), MadeUpAnswers.COLOURS, FEW);

        assertThat(found.first()).isEqualTo(Measure.ACCURACY);
        assertThat(contrast(found, "oppu").isBetter()).isTrue();
        assertThat(contrast(found, "oppu").difference().value()).isGreaterThan(0.2);
        assertThat(contrast(found, "assembled").isClear()).isFalse();
        assertThat(found.shift().distance()).isEqualTo("total-variation");
    }

    @Test
    void shouldMeasureTextsByRouge() throws IOException {
        Answers answers = new MadeUpAnswers()
                .add("base", "u", 1, "the quick fox", "the fox quick")
                .add("base", "v", 1, "none of it", "Heat 1995")
                .read(folder, MadeUpAnswers.TITLES);

        ReplayStatistics found = ReplayStatistics.of(answers, MadeUpAnswers.TITLES, FEW);

        assertThat(found.methods().of("base", Measure.ROUGE_1).value()).isCloseTo(0.5, within(1e-12));
        assertThat(found.methods().of("base", Measure.ROUGE_L).value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(found.calibration()).isEmpty();
        assertThat(found.shift().users()).isEmpty();
    }

    private Answers twoMethods(Task task) throws IOException {
        Random random = new Random(8);
        MadeUpAnswers answers = new MadeUpAnswers();
        for (int user = 0; user < 40; user++) {
            for (int i = 0; i < 12; i++) {
                String gold = task.labels().get(random.nextInt(3));
                answers.add("base", "u" + user, i, task.labels().get(random.nextInt(3)), gold);
                answers.add("assembled", "u" + user, i, task.labels().get(random.nextInt(3)), gold);
                answers.add("oppu", "u" + user, i, random.nextBoolean() ? gold : "red", gold);
            }
        }
        return answers.read(folder, task);
    }

    private static Contrast contrast(ReplayStatistics statistics, String method) {
        return statistics.contrasts().stream()
                .filter(found -> found.measure() == statistics.first()
                        && found.method().equals(method)
                        && found.reference().equals("base"))
                .findFirst()
                .orElseThrow();
    }
}
