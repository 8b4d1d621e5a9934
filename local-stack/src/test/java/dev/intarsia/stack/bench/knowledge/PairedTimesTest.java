package dev.intarsia.stack.bench.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Estimate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedTimesTest {
    @Test
    void shouldGiveTheSmallestTimeThatTheShareDoesNotExceed() {
        double[] times = {4, 1, 3, 2, 5};

        assertThat(PairedTimes.quantile(times, 0.5)).isEqualTo(3);
        assertThat(PairedTimes.quantile(times, 0.95)).isEqualTo(5);
        assertThat(PairedTimes.quantile(times, 0.2)).isEqualTo(1);
    }

    @Test
    void shouldFindTheRatioOfTwoWaysAndHowSureItIs() {
        Random random = new Random(1);
        double[] plain = random.doubles(400, 20, 30).toArray();
        double[] known = Arrays.stream(plain).map(time -> 1.2 * time).toArray();

        Estimate same = new PairedTimes(known, plain).ratio(0.5);
        Estimate noisy = new PairedTimes(random.doubles(400, 24, 36).toArray(), plain).ratio(0.5);

        assertThat(same.value()).isCloseTo(1.2, within(1e-9));
        assertThat(same.low()).isCloseTo(1.2, within(1e-9));
        assertThat(same.high()).isCloseTo(1.2, within(1e-9));
        assertThat(noisy.low()).isLessThan(1.2).isGreaterThan(1.1);
        assertThat(noisy.high()).isGreaterThan(1.2).isLessThan(1.3);
    }

    @Test
    void shouldRefuseWhatAreNoPairs() {
        assertThatThrownBy(() -> new PairedTimes(new double[2], new double[3]))
                .hasMessageContaining("2 and 3 questions are no pairs");
        assertThatThrownBy(() -> new PairedTimes(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
