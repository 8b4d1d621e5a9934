package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionRoundsTest {
    private static PrecisionRounds gains(double... gains) {
        List<Double> training = Arrays.stream(gains).boxed().toList();
        return new PrecisionRounds(training, training);
    }

    @Test
    void shouldTakeBf16WhereNearlyAllRoundsSayItPays() {
        assertThat(gains(1.9, 2.0, 1.8, 2.1, 0.7, 1.9, 2.0).choice()).isEqualTo(Precision.BF16);
        assertThat(gains(1.9, 2.0, 1.8, 2.1, 0.7, 1.9, 2.0)).asString().contains("6 of 7 rounds: multiplying in BF16");
    }

    @Test
    void shouldTakeFp32WhereRoundsDisagreeAndSaySo() {
        PrecisionRounds torn = gains(1.9, 0.7, 1.8, 0.9, 1.9, 0.8, 2.0);
        assertThat(torn.choice()).isEqualTo(Precision.FP32);
        assertThat(torn).asString().contains("4 of 7 rounds, which is no clear answer: multiplying in FP32");
    }

    @Test
    void shouldTakeFp32WhereBf16IsSlowerOrHardlyFaster() {
        assertThat(gains(0.7, 0.8, 0.7, 0.7, 1.3, 0.7, 0.7).choice()).isEqualTo(Precision.FP32);
        assertThat(gains(0.7, 0.8, 0.7, 0.7, 1.3, 0.7, 0.7)).asString().doesNotContain("no clear answer");
        assertThat(gains(Collections.nCopies(7, 1.15).stream()
                                .mapToDouble(d -> d)
                                .toArray())
                        .choice())
                .isEqualTo(Precision.FP32);
    }

    @Test
    void shouldWeighTrainingAndDecodingAlike() {
        List<Double> slower = Collections.nCopies(7, 0.8);
        List<Double> faster = Collections.nCopies(7, 2.6);
        assertThat(new PrecisionRounds(slower, faster).choice()).isEqualTo(Precision.BF16);
        assertThat(new PrecisionRounds(faster, slower).choice()).isEqualTo(Precision.BF16);
        assertThat(new PrecisionRounds(slower, Collections.nCopies(7, 1.5)).choice())
                .isEqualTo(Precision.FP32);
    }

    /** A side whose times are given, first that of the round that does not count. */
    private record Given(Deque<Double> times, List<String> order, String name) implements PrecisionRounds.Times {
        @Override
        public double training() {
            order.add(name);
            return times.removeFirst();
        }

        @Override
        public double decoding() {
            return 1;
        }
    }

    @Test
    void shouldMeasureInTurnsAndLeaveTheFirstRoundOut() {
        List<String> order = new ArrayList<>();
        Given fp32 = new Given(new ArrayDeque<>(List.of(99., 2., 4., 2., 4., 2., 4., 2.)), order, "fp32");
        Given bf16 = new Given(new ArrayDeque<>(List.of(1., 1., 1., 1., 1., 1., 1., 1.)), order, "bf16");

        PrecisionRounds rounds = PrecisionRounds.measure(fp32, bf16);

        assertThat(rounds.training()).containsExactly(2., 4., 2., 4., 2., 4., 2.);
        assertThat(order.subList(0, 6)).containsExactly("bf16", "fp32", "fp32", "bf16", "bf16", "fp32");
    }
}
