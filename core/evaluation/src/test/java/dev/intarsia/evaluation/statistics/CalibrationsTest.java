package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Truths are drawn from known distributions, of which the methods tell more or less. */
class CalibrationsTest {
    @TempDir
    Path folder;

    @Test
    void shouldFindCalibratedProbabilitiesCalibrated() throws IOException {
        Calibration found = calibration(x -> x);

        assertThat(found.ece()).isLessThan(0.03);
        assertThat(found.transform()).allSatisfy(share -> assertThat(share).isCloseTo(0.1, within(0.02)));
        assertThat(found.coverage().get("0.5")).isCloseTo(0.5, within(0.03));
        assertThat(found.coverage().get("0.9")).isCloseTo(0.9, within(0.03));
    }

    @Test
    void shouldFindOverconfidentProbabilitiesOverconfident() throws IOException {
        Calibration found = calibration(x -> Math.pow(x, 4));

        assertThat(found.ece()).isGreaterThan(0.15);
        assertThat(found.coverage().get("0.8")).isLessThan(0.65);
        assertThat(found.transform().get(0)).isGreaterThan(0.13);
        assertThat(found.transform().get(9)).isGreaterThan(0.13);
        assertThat(found.brier()).isGreaterThan(calibration(x -> x).brier());
    }

    /** By hand: the likeliest is right once in two, at 0.6 and at 0.8. */
    @Test
    void shouldCountAsDocumented() throws IOException {
        Answers answers = new MadeUpAnswers()
                .add("m", "u", 1, "red", "red", List.of(0.6, 0.4, 0.0))
                .add("m", "u", 2, "green", "red", List.of(0.1, 0.8, 0.1))
                .add("m", "u", 3, "green", "green")
                .read(folder, MadeUpAnswers.COLOURS);

        Calibration found = of(answers, false);

        assertThat(found.questions()).isEqualTo(2);
        assertThat(found.ece()).isCloseTo((0.4 + 0.8) / 2, within(1e-6));
        assertThat(found.brier()).isCloseTo((0.32 + 0.81 + 0.64 + 0.01) / 2, within(1e-6));
        assertThat(found.reliability()).hasSize(2);
        assertThat(found.transform()).isNull();
    }

    @Test
    void shouldSayNothingAboutAMethodWithoutProbabilities() throws IOException {
        Answers answers = new MadeUpAnswers().add("m", "u", 1, "red", "red").read(folder, MadeUpAnswers.COLOURS);

        assertThat(Calibrations.of(answers.questions(), answers.methods().get("m"), false))
                .isNull();
    }

    private Calibration calibration(DoubleUnaryOperator told) throws IOException {
        Random random = new Random(2);
        List<String> labels = MadeUpAnswers.STARS.labels();
        MadeUpAnswers answers = new MadeUpAnswers();
        for (int i = 0; i < 4000; i++) {
            double centre = 9 * random.nextDouble();
            double[] truth = DoubleStream.iterate(0, k -> k + 1)
                    .limit(10)
                    .map(k -> Math.exp(-Math.abs(k - centre) / 1.5))
                    .toArray();
            int gold = drawn(truth, random.nextDouble() * DoubleStream.of(truth).sum());
            List<Double> given = DoubleStream.of(truth).map(told).boxed().toList();
            answers.add("m", "u", i, "3.0", labels.get(gold), given);
        }
        return of(answers.read(folder, MadeUpAnswers.STARS), true);
    }

    private static int drawn(double[] weights, double at) {
        double rest = at;
        int label = 0;
        while (label < 9 && rest >= weights[label]) {
            rest -= weights[label++];
        }
        return label;
    }

    private static Calibration of(Answers answers, boolean ordered) {
        Calibration found =
                Calibrations.of(answers.questions(), answers.methods().get("m"), ordered);
        assertNotNull(found);
        return found;
    }
}
