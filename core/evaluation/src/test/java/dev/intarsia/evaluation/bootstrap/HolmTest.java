package dev.intarsia.evaluation.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
    /** By hand: 0.01 × 4, 0.02 × 3, then 0.03 × 2 may not fall below that, and 0.04 × 1 neither. */
    @Test
    void shouldStepDownAndNeverFallBack() {
        assertThat(Holm.adjust(new double[] {0.04, 0.01, 0.03, 0.02}))
                .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, Offset.offset(1e-12));
    }

    @Test
    void shouldNeverExceedOne() {
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    /** With nothing to find, hardly more than one family in twenty shows anything. */
    @Test
    void shouldBoundTheChanceOfAnyFalseAlarm() {
        Random random = new Random(1);
        int alarms = 0;
        for (int trial = 0; trial < 2000; trial++) {
            double[] adjusted = Holm.adjust(random.doubles(15).toArray());
            for (double p : adjusted) {
                if (p < 0.05) {
                    alarms++;
                    break;
                }
            }
        }

        assertThat(alarms / 2000.0).isBetween(0.03, 0.065);
    }
}
