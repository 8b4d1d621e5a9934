package dev.intarsia.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResampledTest {
    @Test
    void shouldTakeQuantilesOfNumbersOnly() {
        double[] drawn = DoubleStream.concat(
                        DoubleStream.of(Double.NaN, Double.NaN),
                        DoubleStream.iterate(100, x -> x - 1).limit(101))
                .toArray();

        Estimate found = new Resampled(50, drawn, 0.9, 50).estimate();

        assertThat(found.value()).isEqualTo(50);
        assertThat(found.low()).isCloseTo(5, within(1e-9));
        assertThat(found.high()).isCloseTo(95, within(1e-9));
    }

    /** Three users who agree may well do so by accident; thirty hardly do. */
    @Test
    void shouldNotTrustTheAgreementOfAFewUsers() {
        double[] agreeing = DoubleStream.generate(() -> 0.1).limit(10_000).toArray();

        assertThat(new Resampled(0.1, agreeing, 0.95, 3).pValue()).isEqualTo(0.25);
        assertThat(new Resampled(0.1, agreeing, 0.95, 30).pValue()).isCloseTo(2.0 / 10_001, within(1e-12));
    }

    /** Of resamples in which nobody was asked nothing follows, neither way. */
    @Test
    void shouldCountOnlyResamplesThatHaveAValue() {
        double[] few = DoubleStream.concat(
                        DoubleStream.generate(() -> Double.NaN).limit(9_901),
                        DoubleStream.generate(() -> 0.1).limit(99))
                .toArray();

        assertThat(new Resampled(0.1, few, 0.95, 30).pValue()).isCloseTo(0.02, within(1e-12));
    }

    /** Without a true difference, about one comparison in twenty is called one. */
    @Test
    void shouldRaiseFalseAlarmsAsOftenAsItsLevelSays() {
        int alarms = 0;
        for (int trial = 0; trial < 400; trial++) {
            Random random = new Random(trial);
            double[] differences = random.doubles(40, -1, 1).toArray();
            double[] drawn = new double[500];
            new Resamples(500, 0.95, trial).draw(40, (index, weights) -> {
                for (int user = 0; user < 40; user++) {
                    drawn[index] += weights[user] * differences[user] / 40;
                }
            });
            alarms +=
                    new Resampled(DoubleStream.of(differences).average().orElseThrow(), drawn, 0.95, 40).pValue() < 0.05
                            ? 1
                            : 0;
        }

        assertThat(alarms / 400.0).isBetween(0.025, 0.095);
    }
}
