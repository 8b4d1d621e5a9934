package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Answer HALF_STARS =
            Tasks.bundled().require("movie-rating").answer();
    private static final Answer TITLES = Tasks.bundled().require("next-movie").answer();
    private static final Answer FIVE = new Answer.Scale(List.of("1", "2", "3", "4", "5"));
    private static final Answer GENRES = new Answer.Labels(List.of("comedy", "drama", "horror", "war"));

    /** The references come from scikit-learn 1.9 on the same rows. */
    @Test
    void shouldMeasureErrorsOnAScale() {
        AnsweredRows rows = new AnsweredRows(HALF_STARS);
        List<String> truth = List.of("4.0", "3.5", "0.5", "5.0", "2.5", "3.0");
        List<String> predicted = List.of("4.5", "3.5", "3.0", "1.0", "2.5", "5.0");
        for (int i = 0; i < truth.size(); i++) {
            rows.add(truth.get(i), predicted.get(i));
        }

        assertThat(rows.of(Measure.MAE)).isCloseTo(1.5, within(1e-12));
        assertThat(rows.of(Measure.RMSE)).isCloseTo(2.101586702153082, within(1e-12));
    }

    @Test
    void shouldCountAnUnreadableAnswerAsTheFartherEndOfTheScale() {
        AnsweredRows rows =
                new AnsweredRows(FIVE).add("2", "no idea").add("4", "").add("3", "NaN");

        assertThat(rows.of(Measure.MAE)).isEqualTo((3 + 3 + 2) / 3.0);
    }

    @Test
    void shouldReadANumberSurroundedByWhiteSpace() {
        assertThat(new AnsweredRows(FIVE).add("2", " 2.5\n").of(Measure.MAE)).isEqualTo(0.5);
    }

    @Test
    void shouldBeNaNWhereNothingWasAsked() {
        AnsweredRows ratings = new AnsweredRows(FIVE).add("2", "2");
        AnsweredRows genres = new AnsweredRows(GENRES).add("war", "war");

        assertThat(ratings.ofNone(Measure.MAE)).isNaN();
        assertThat(ratings.ofNone(Measure.RMSE)).isNaN();
        assertThat(genres.ofNone(Measure.ACCURACY)).isNaN();
        assertThat(genres.ofNone(Measure.F1)).isNaN();
    }

    /** The references come from scikit-learn 1.9: f1_score over the fixed labels, macro average, zero division 0. */
    @Test
    void shouldMeasureLabelsOverTheFixedLabelList() {
        AnsweredRows rows = new AnsweredRows(GENRES);
        List<String> truth =
                List.of("comedy", "comedy", "drama", "drama", "drama", "horror", "horror", "comedy", "drama", "horror");
        List<String> predicted =
                List.of("comedy", "drama", "drama", "drama", "romance", "horror", "comedy", "comedy ", "", "war");
        for (int i = 0; i < truth.size(); i++) {
            rows.add(truth.get(i), predicted.get(i));
        }

        assertThat(rows.of(Measure.ACCURACY)).isCloseTo(0.5, within(1e-12));
        assertThat(rows.of(Measure.F1)).isCloseTo(0.43452380952380953, within(1e-12));
    }

    @Test
    void shouldRefuseATruthThatIsNotALabel() {
        assertThatThrownBy(() -> new AnsweredRows(GENRES).add("romance", "war"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Event e1: the true answer 'romance' is not an answer of this task");
    }

    @Test
    void shouldRefuseToMeasureNothing() {
        assertThatThrownBy(() -> new AnsweredRows(GENRES).of(Measure.F1)).hasMessageContaining("holds no predictions");
    }

    @Test
    void shouldChooseMeasuresByTheKindOfAnswer() {
        AnsweredRows rating = new AnsweredRows(HALF_STARS).add("4.0", " 4.0").add("5.0", "I liked it");
        AnsweredRows next = new AnsweredRows(TITLES).add("The Matrix (1999)", " Matrix, The (1999)");

        assertThat(rating.of(Measure.MAE)).isEqualTo(2.25);
        assertThat(rating.of(Measure.ACCURACY)).isEqualTo(0.5);
        assertThat(Measure.of(HALF_STARS)).contains(Measure.RMSE, Measure.F1).doesNotContain(Measure.ROUGE_1);
        assertThat(next.of(Measure.ROUGE_1)).isEqualTo(1);
        assertThat(next.of(Measure.ROUGE_L)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(Measure.of(TITLES)).doesNotContain(Measure.MAE, Measure.ACCURACY);
    }
}
