package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.tasks.Tasks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A few hundred answers to tasks of the benchmark, made by formulas, against what Python made of the same ones: classes
 * and errors by scikit-learn 1.9.1, called as the benchmark's evaluation calls it (macro F1 with {@code labels} set to the
 * indices of the fixed list and everything else as −1); ROUGE by counting words in a {@code Counter} and by the recursive
 * definition of the longest common sequence, over words found as {@code rouge_score} finds them.
 */
class BenchmarkMetricsTest {
    /** A third of the answers is wrong, some of them outside the list; the last label is never true. */
    @ParameterizedTest
    @CsvSource({"lamp-2m, 0.69, 0.6902152217542022", "lamp-1, 0.835, 0.4550408719346049"})
    void shouldMeasureLabels(String task, double accuracy, double macroF1) {
        List<String> labels = Tasks.bundled().require(task).labels();
        int n = labels.size();
        AnsweredRows rows = new AnsweredRows(Tasks.bundled().require(task).answer());
        for (int i = 0; i < 200; i++) {
            int truth = (i * 7 + i / 9) % (n - 1);
            int answer = i % 3 != 0 ? truth : (i * i + 5 * i) % (n + 2);
            rows.add(labels.get(truth), answer < n ? " " + labels.get(answer) + "\n" : "none of these");
        }

        assertThat(rows.of(Measure.ACCURACY)).isCloseTo(accuracy, within(1e-12));
        assertThat(rows.of(Measure.F1)).isCloseTo(macroF1, within(1e-12));
    }

    /** Among them words, nothing, and numbers as only some languages read them. */
    @Test
    void shouldMeasureRatings() {
        List<String> answers = List.of("1", "2", "3", "4", "5", "4.5", " 2 \n", "six", "5d", "", "+4", "1e0");
        AnsweredRows rows = new AnsweredRows(Tasks.bundled().require("lamp-3").answer());
        for (int i = 0; i < 200; i++) {
            rows.add(Integer.toString(1 + (i * 7 + i / 5) % 5), answers.get((i * 5 + i / 12) % 12));
        }

        assertThat(rows.of(Measure.MAE)).isCloseTo(1.9275, within(1e-12));
        assertThat(rows.of(Measure.RMSE)).isCloseTo(2.332648709085875, within(1e-12));
    }

    @Test
    void shouldMeasureTexts() {
        AnsweredRows rows = new AnsweredRows(Tasks.bundled().require("lamp-4").answer());
        for (int i = 0; i < 150; i++) {
            rows.add(sentence(i, 7), sentence(i, 11));
        }

        assertThat(rows.of(Measure.ROUGE_1)).isCloseTo(0.5247572461016392, within(1e-12));
        assertThat(rows.of(Measure.ROUGE_L)).isCloseTo(0.4114448603101177, within(1e-12));
    }

    private static String sentence(int i, int k) {
        String[] words = "The a An oak, OAK elm-tree elm tree's 12 years: of U.S. rain RAIN! über ash".split(" ");
        return IntStream.range(0, 3 + i * k % 9)
                .mapToObj(j -> words[(i * k + j * j + j * (i % 5)) % words.length])
                .collect(Collectors.joining(" "));
    }
}
