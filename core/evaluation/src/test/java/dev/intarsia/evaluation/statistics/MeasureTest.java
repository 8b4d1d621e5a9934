package dev.intarsia.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.tasks.Metric;
import dev.intarsia.tasks.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    /** The references come from scikit-learn 1.9 on the same rows. */
    @Test
    void shouldMeasureErrorsOnAScale() {
        ScaleMetrics metrics = new ScaleMetrics(0.5, 5);
        double[] truth = {4.0, 3.5, 0.5, 5.0, 2.5, 3.0};
        double[] predicted = {4.5, 3.5, 3.0, 1.0, 2.5, 5.0};
        for (int i = 0; i < truth.length; i++) {
            metrics.add(truth[i], predicted[i]);
        }

        assertThat(metrics.count()).isEqualTo(6);
        assertThat(metrics.mae()).isCloseTo(1.5, within(1e-12));
        assertThat(metrics.rmse()).isCloseTo(2.101586702153082, within(1e-12));
    }

    @Test
    void shouldCountAnUnreadableAnswerAsTheFartherEndOfTheScale() {
        ScaleMetrics metrics = new ScaleMetrics(1, 5);
        metrics.add(2, "no idea");
        metrics.add(4, "");
        metrics.add(3, "NaN");

        assertThat(metrics.mae()).isEqualTo((3 + 3 + 2) / 3.0);
    }

    @Test
    void shouldReadANumberSurroundedByWhiteSpace() {
        ScaleMetrics metrics = new ScaleMetrics(1, 5);
        metrics.add(2, " 2.5\n");

        assertThat(metrics.mae()).isEqualTo(0.5);
    }

    @Test
    void shouldBeNaNBeforeTheFirstAnswer() {
        assertThat(new ScaleMetrics(1, 5).mae()).isNaN();
        assertThat(new ScaleMetrics(1, 5).rmse()).isNaN();
        assertThat(new LabelMetrics(List.of("a")).accuracy()).isNaN();
        assertThat(new LabelMetrics(List.of("a")).macroF1()).isNaN();
    }

    /** The references come from scikit-learn 1.9: f1_score over the fixed labels, macro average, zero division 0. */
    @Test
    void shouldMeasureLabelsOverTheFixedLabelList() {
        LabelMetrics metrics = new LabelMetrics(List.of("comedy", "drama", "horror", "war"));
        List<String> truth =
                List.of("comedy", "comedy", "drama", "drama", "drama", "horror", "horror", "comedy", "drama", "horror");
        List<String> predicted =
                List.of("comedy", "drama", "drama", "drama", "romance", "horror", "comedy", "comedy ", "", "war");
        for (int i = 0; i < truth.size(); i++) {
            metrics.add(truth.get(i), predicted.get(i));
        }

        assertThat(metrics.accuracy()).isCloseTo(0.5, within(1e-12));
        assertThat(metrics.macroF1()).isCloseTo(0.43452380952380953, within(1e-12));
    }

    @Test
    void shouldRefuseATruthThatIsNotALabel() {
        LabelMetrics metrics = new LabelMetrics(List.of("a", "b"));

        assertThatThrownBy(() -> metrics.add("c", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'c' is none of the labels");
    }

    @Test
    void shouldKeepAMeanThatNaiveSummationLoses() {
        RunningMean mean = new RunningMean();
        mean.add(1e16);
        for (int i = 0; i < 1000; i++) {
            mean.add(1);
        }

        assertThat(mean.sum()).isEqualTo(1e16 + 1000);
    }

    @Test
    void shouldMergeMeans() {
        RunningMean all = new RunningMean();
        RunningMean other = new RunningMean();
        all.add(1);
        other.add(2);
        other.add(6);
        all.add(other);

        assertThat(all.count()).isEqualTo(3);
        assertThat(all.value()).isEqualTo(3);
    }

    @Test
    void shouldChooseMetricsByTheKindOfAnswer() {
        TaskMetrics rating = TaskMetrics.of(Tasks.bundled().require("movie-rating"));
        rating.add("4.0", " 4.0");
        rating.add("5.0", "I liked it");
        TaskMetrics next = TaskMetrics.of(Tasks.bundled().require("next-movie"));
        next.add("The Matrix (1999)", " Matrix, The (1999)");

        assertThat(rating.values())
                .containsEntry(Metric.MAE, 2.25)
                .containsEntry(Metric.ACCURACY, 0.5)
                .containsKeys(Metric.RMSE, Metric.MACRO_F1);
        assertThat(next.values().get(Metric.ROUGE_1)).isEqualTo(1);
        assertThat(next.values().get(Metric.ROUGE_L)).isCloseTo(2 / 3.0, within(1e-12));
    }
}
