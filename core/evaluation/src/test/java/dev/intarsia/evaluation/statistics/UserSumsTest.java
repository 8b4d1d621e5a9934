package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.metric.LabelMetrics;
import dev.intarsia.evaluation.metric.ScaleMetrics;
import dev.intarsia.tasks.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSumsTest {
    private static final int USERS = 7;

    @TempDir
    Path folder;

    private record Row(int user, String answer, String gold) {}

    private final List<Row> rows = new ArrayList<>();

    /** Measures that are no means are computed anew from each resample's questions. */
    @Test
    void shouldGiveEachResampleTheMetricOfItsQuestions() throws IOException {
        Resamples resamples = new Resamples(50, 0.95, 11);
        Answers answers = answers(MadeUpAnswers.STARS, List.of("1.0", "2.0", "2.5", "5.0", "none"));

        Figures<Resampled> found =
                new UserSums(answers, all(answers), List.of(Measure.RMSE, Measure.F1)).resample(resamples);

        resamples.draw(USERS, (index, weights) -> {
            ScaleMetrics errors = new ScaleMetrics(0.5, 5);
            LabelMetrics labels = new LabelMetrics(MadeUpAnswers.STARS.labels());
            for (Row row : rows) {
                for (int i = 0; i < weights[row.user()]; i++) {
                    errors.add(Double.parseDouble(row.gold()), row.answer());
                    labels.add(row.gold(), row.answer());
                }
            }
            assertThat(found.of("m", Measure.RMSE).drawn()[index]).isCloseTo(errors.rmse(), within(1e-12));
            assertThat(found.of("m", Measure.F1).drawn()[index]).isCloseTo(labels.macroF1(), within(1e-12));
        });
        assertThat(Arrays.stream(found.of("m", Measure.F1).drawn()).distinct().count())
                .isGreaterThan(20);
    }

    @Test
    void shouldKnowEachUsersOwnFigures() throws IOException {
        Answers answers = answers(MadeUpAnswers.COLOURS, List.of("red", "green", "blue", "mauve"));
        UserSums sums = new UserSums(answers, all(answers), List.of(Measure.ACCURACY));

        for (int user = 0; user < USERS; user++) {
            int which = user;
            List<Row> own = rows.stream().filter(row -> row.user() == which).toList();
            long right =
                    own.stream().filter(row -> row.answer().equals(row.gold())).count();
            assertThat(sums.of(user, Measure.ACCURACY)).containsEntry("m", (double) right / own.size());
        }
    }

    @Test
    void shouldLeaveOutWhatAMethodDoesNotKnow() throws IOException {
        Answers answers = answers(MadeUpAnswers.COLOURS, List.of("red"));

        Figures<Resampled> found = new UserSums(answers, all(answers), Measure.of(MadeUpAnswers.COLOURS.answer()))
                .resample(new Resamples(1, 0.5, 1));

        assertThat(found.has("m", Measure.NLL)).isFalse();
        assertThat(found.has("m", Measure.ACCURACY)).isTrue();
    }

    private Answers answers(Task task, List<String> given) throws IOException {
        Random random = new Random(3);
        MadeUpAnswers answers = new MadeUpAnswers();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < 3 + 2 * user; i++) {
                String gold = task.labels().get(random.nextInt(task.labels().size()));
                Row row = new Row(user, given.get(random.nextInt(given.size())), gold);
                rows.add(row);
                answers.add("m", "u" + user, i, row.answer(), gold);
            }
        }
        return answers.read(folder, task);
    }

    private static int[] all(Answers answers) {
        return IntStream.range(0, answers.questions().count()).toArray();
    }
}
