package dev.intarsia.oppu.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UpdateScheduleTest {
    private static final UpdateSchedule EARLY = new UpdateSchedule(8, 4, 16);
    private static final List<UpdateSchedule> ALL =
            List.of(EARLY, new UpdateSchedule(5), new UpdateSchedule(6, 4, 11), new UpdateSchedule(8, 1, 3));

    @Test
    void shouldBeDueAtEveryNthEvent() {
        UpdateSchedule schedule = new UpdateSchedule(4);

        assertThat(LongStream.range(0, 13).filter(schedule::due)).containsExactly(4L, 8L, 12L);
    }

    @Test
    void shouldBeDueMoreOftenWhileAUserIsNew() {
        assertThat(LongStream.rangeClosed(0, 40).filter(EARLY::due)).containsExactly(4L, 8L, 12L, 16L, 24L, 32L, 40L);
    }

    @Test
    void shouldGoOnFromTheLastEarlyUpdate() {
        UpdateSchedule uneven = new UpdateSchedule(6, 4, 11);

        assertThat(LongStream.rangeClosed(0, 22).filter(uneven::due)).containsExactly(4L, 8L, 14L, 20L);
    }

    @Test
    void shouldBeTheSameForNewUsersWhereEarlyUpdatesAreNotMoreFrequent() {
        UpdateSchedule same = new UpdateSchedule(4);

        assertThat(new UpdateSchedule(4, 4, 16)).isEqualTo(same);
        assertThat(new UpdateSchedule(4, 7, 16)).isEqualTo(same);
        assertThat(new UpdateSchedule(4, 3, 2)).isEqualTo(same);
    }

    @Test
    void shouldCountUpdatesAndTellWithHowManyEventsEachFallsDue() {
        for (UpdateSchedule schedule : ALL) {
            long updates = 0;
            for (long events = 1; events < 60; events++) {
                updates += schedule.due(events) ? 1 : 0;

                assertThat(schedule.updates(events)).isEqualTo(updates);
                assertThat(schedule.due(events)).isEqualTo(schedule.at(updates) == events);
            }
        }
    }

    @Test
    void shouldCountThoseSinceAVersionAsItTellsTheVersionsAfterIt() {
        for (UpdateSchedule schedule : ALL) {
            for (long seen = 0; seen < 40; seen++) {
                for (long dues = 0; dues < 9; dues++) {
                    long after = schedule.after(seen, dues);

                    assertThat(schedule.due(after, seen)).isEqualTo(dues);
                    assertThat(schedule.due(schedule.after(seen, dues + 1) - 1, seen))
                            .isEqualTo(dues);
                }
            }
        }
    }

    @Test
    void shouldGoBackToTheVersionBefore() {
        for (UpdateSchedule schedule : ALL) {
            for (long seen = 0; seen < 60; seen++) {
                assertThat(schedule.before(schedule.after(seen, 1))).isEqualTo(seen);
            }
        }
    }

    @Test
    void shouldFallDueWhereAVersionBeforeHasHeldOutEvents() {
        assertThat(EARLY.after(EARLY.at(1) - 3, 1)).isEqualTo(EARLY.at(2) - 3);
        assertThat(EARLY.due(24, 16 - 3)).isPositive();
    }

    @Test
    void shouldRefuseAnIntervalOfZero() {
        assertThatThrownBy(() -> new UpdateSchedule(0)).hasMessageContaining("update.every must be at least 1, not 0");
        assertThatThrownBy(() -> new UpdateSchedule(8, 0, 16))
                .hasMessageContaining("update.early-every must be at least 1");
        assertThatThrownBy(() -> new UpdateSchedule(8, 4, -1)).hasMessageContaining("at least 0, not 4 and -1");
    }
}
