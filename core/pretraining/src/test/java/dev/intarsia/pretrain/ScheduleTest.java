package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void shouldRiseToThePeakAndFallToTheFloor() {
        Schedule schedule = new Schedule(2e-3, 100, 0.1);

        assertThat(schedule.at(1, 1000)).isCloseTo(2e-5, within(1e-9));
        assertThat(IntStream.rangeClosed(1, 1000)
                        .mapToDouble(step -> schedule.at(step, 1000))
                        .max()
                        .orElseThrow())
                .isBetween(1.9e-3, 2e-3);
        assertThat(schedule.at(1000, 1000)).isCloseTo(2e-4, within(1e-6));
    }

    @Test
    void shouldEndAtNothingWithoutAFloor() {
        assertThat(new Schedule(1e-3, 50, 0).at(800, 800)).isCloseTo(0, within(1e-8));
    }
}
