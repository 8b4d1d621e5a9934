package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureAttacksTest {
    private static final int EVENTS = 12;
    private static final int NUMBERS = 50;

    private final Random random = new Random(1);
    private final double[][] known = known();
    private final boolean[] in = new boolean[EVENTS];

    /** Vectors that resemble each other. */
    private double[][] known() {
        double[] common = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            common[i] = random.nextGaussian();
        }
        double[][] all = new double[EVENTS][NUMBERS];
        for (double[] vector : all) {
            for (int i = 0; i < NUMBERS; i++) {
                vector[i] = common[i] + random.nextGaussian();
            }
        }
        return all;
    }

    private double[] estimates(double deviation) {
        double[] sum = new double[NUMBERS];
        for (int event = 0; event < EVENTS; event++) {
            in[event] = event % 3 == 0;
            for (int i = 0; i < NUMBERS; i++) {
                sum[i] += in[event] ? known[event][i] : 0;
            }
        }
        double[] products = new double[EVENTS];
        for (int i = 0; i < NUMBERS; i++) {
            double number = sum[i] + deviation * random.nextGaussian();
            for (int event = 0; event < EVENTS; event++) {
                products[event] += known[event][i] * number;
            }
        }
        return SignatureAttacks.leastSquares(known, products, deviation * deviation);
    }

    @Test
    void shouldReadTheMembersOffASumWithoutNoise() {
        double[] estimates = estimates(0);

        for (int event = 0; event < EVENTS; event++) {
            assertThat(estimates[event]).isCloseTo(in[event] ? 1 : 0, within(1e-3));
        }
    }

    @Test
    void shouldKnowNothingUnderMuchNoise() {
        assertThat(estimates(1e6)).hasSize(EVENTS).satisfies(estimates -> {
            for (double estimate : estimates) {
                assertThat(estimate).isCloseTo(0.5, within(1e-3));
            }
        });
    }
}
