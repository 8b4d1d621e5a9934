package dev.intarsia.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.metric.RunningMean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final int USERS = 200;

    /** With as many users the interval is nearly the normal one: mean ± 1.96 s / √n. */
    @Test
    void shouldAgreeWithTheNormalInterval() {
        Random random = new Random(7);
        Map<String, RunningMean> first = new LinkedHashMap<>();
        Map<String, RunningMean> second = new LinkedHashMap<>();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < USERS; i++) {
            double difference = -0.05 + 0.3 * random.nextGaussian();
            put(first, "u" + i, 0.8);
            put(second, "u" + i, 0.8 + difference);
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / USERS;
        double half = 1.96 * Math.sqrt((squares / USERS - mean * mean) / USERS);

        Difference found = PairedBootstrap.standard(1).compare(first, second);

        assertThat(found.estimate()).isCloseTo(mean, within(1e-12));
        assertThat(found.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(found.high()).isCloseTo(mean + half, within(0.1 * half));
    }

    /** Over many draws of users, the interval holds the true difference about as often as it says. */
    @Test
    void shouldCoverTheTruthAsOftenAsTheIntervalClaims() {
        int held = 0;
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(trial);
            Map<String, RunningMean> first = new LinkedHashMap<>();
            Map<String, RunningMean> second = new LinkedHashMap<>();
            for (int i = 0; i < 60; i++) {
                int events = 1 + random.nextInt(40);
                double difference = 0.1 + 0.4 * random.nextGaussian();
                for (int j = 0; j < events; j++) {
                    double noise = random.nextGaussian();
                    put(first, "u" + i, noise);
                    put(second, "u" + i, noise + difference);
                }
            }
            Difference found = new PairedBootstrap(500, 0.95, trial).compare(first, second);
            held += found.low() <= 0.1 && 0.1 <= found.high() ? 1 : 0;
        }

        assertThat((double) held / trials).isBetween(0.89, 0.98);
    }

    @Test
    void shouldWeightUsersByTheirEvents() {
        Map<String, RunningMean> first = new LinkedHashMap<>();
        Map<String, RunningMean> second = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            put(first, "busy", 0);
            put(second, "busy", 1);
        }
        put(first, "rare", 0);
        put(second, "rare", -1);

        assertThat(PairedBootstrap.standard(1).compare(first, second).estimate())
                .isEqualTo(0.5);
    }

    @Test
    void shouldFindNoDifferenceBetweenAMethodAndItself() {
        Map<String, RunningMean> errors = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            put(errors, "u" + i, i);
        }

        Difference found = PairedBootstrap.standard(1).compare(errors, errors);

        assertThat(found).isEqualTo(new Difference(0, 0, 0, 0.95, 10_000, 1));
        assertThat(found.isClear()).isFalse();
    }

    @Test
    void shouldGiveTheSameResultForTheSameSeedInAnyOrderOfUsers() {
        Map<String, RunningMean> first = new LinkedHashMap<>();
        Map<String, RunningMean> second = new LinkedHashMap<>();
        Map<String, RunningMean> turned = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            put(first, "u" + i, 0);
            put(second, "u" + i, Math.sin(i));
            put(turned, "u" + (19 - i), Math.sin(19 - i));
        }

        Difference found = PairedBootstrap.standard(3).compare(first, second);

        assertThat(PairedBootstrap.standard(3).compare(first, turned)).isEqualTo(found);
        assertThat(PairedBootstrap.standard(4).compare(first, second)).isNotEqualTo(found);
    }

    @Test
    void shouldRefuseMethodsThatWereMeasuredDifferently() {
        Map<String, RunningMean> first = new LinkedHashMap<>();
        Map<String, RunningMean> second = new LinkedHashMap<>();
        put(first, "a", 1);
        put(second, "b", 1);
        assertThatThrownBy(() -> PairedBootstrap.standard(1).compare(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the same");

        put(first, "b", 1);
        put(first, "b", 1);
        put(second, "a", 1);
        assertThatThrownBy(() -> PairedBootstrap.standard(1).compare(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("User b was measured on other events");
    }

    private static void put(Map<String, RunningMean> errors, String user, double value) {
        errors.computeIfAbsent(user, key -> new RunningMean()).add(value);
    }
}
