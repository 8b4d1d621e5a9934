package dev.intarsia.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void shouldCompareWhatBothTookInTheSameRound() {
        Times ours = new Times(List.of(1.0, 4.0, 2.0), 100, "tokens");
        Times theirs = new Times(List.of(2.0, 4.0, 8.0), 100, "tokens");

        assertThat(ours.speedOver(theirs)).isEqualTo(2);
        assertThat(ours.perSecond()).isEqualTo(50);
    }

    @Test
    void shouldTakeTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Times(List.of(4.0, 1.0, 3.0, 2.0), 1, "").median()).isEqualTo(2.5);
    }
}
