package dev.intarsia.oppu.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UpdateScheduleTest {
    @Test
    void shouldBeDueAtEveryNthEvent() {
        UpdateSchedule schedule = new UpdateSchedule(4);

        assertThat(LongStream.range(0, 13).filter(schedule::due)).containsExactly(4L, 8L, 12L);
    }

    @Test
    void shouldRefuseAnIntervalOfZero() {
        assertThatThrownBy(() -> new UpdateSchedule(0)).hasMessageContaining("update.every must be at least 1, not 0");
    }
}
