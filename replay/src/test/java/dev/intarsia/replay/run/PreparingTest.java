package dev.intarsia.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparingTest {
    private final List<String> told = new ArrayList<>();
    private final List<Double> left = new ArrayList<>();
    private final Preparing preparing = new Preparing("oppu", new ReplayListener() {
        @Override
        public void preparing(String method, String doing, long done, long total, double secondsLeft) {
            told.add(method + " " + doing + " " + done + "/" + total);
            left.add(secondsLeft);
        }
    });

    @Test
    void shouldEstimateTheTimeLeftOfEachStep() {
        preparing.at("reading", 0, 2);
        preparing.at("reading", 1, 2);
        preparing.at("training", 1, 4);
        preparing.at("training", 4, 4);

        assertThat(told)
                .containsExactly("oppu reading 0/2", "oppu reading 1/2", "oppu training 1/4", "oppu training 4/4");
        assertThat(left).element(0).isEqualTo(Double.NaN);
        assertThat(left.get(1)).isPositive();
        assertThat(left).element(2).isEqualTo(Double.NaN);
        assertThat(left.get(3)).isZero();
    }

    @Test
    void shouldHaveNoEstimateForAnEmptyStep() {
        preparing.at("reading", 0, 0);
        preparing.at("reading", 0, 0);

        assertThat(told).hasSize(2);
        assertThat(left).containsOnly(Double.NaN);
    }
}
