package dev.intarsia.assembler.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentEventsTest {
    @Test
    void shouldRememberTheLatest() {
        RecentEvents recent = RecentEvents.none().and("e1", 2).and("e2", 2).and("e3", 2);

        assertThat(recent.contains("e1")).isFalse();
        assertThat(recent.contains("e2")).isTrue();
        assertThat(recent.contains("e3")).isTrue();
        assertThat(recent.marks()).hasSize(2);
    }

    @Test
    void shouldTellAnEventFromItsRetraction() {
        RecentEvents counted = RecentEvents.none().and("e1", 9);
        RecentEvents retracted = counted.andRetracted("e1", 9);

        assertThat(counted.containsRetracted("e1")).isFalse();
        assertThat(retracted.containsRetracted("e1")).isTrue();
        assertThat(retracted.contains("e1")).isFalse();
        assertThat(retracted.and("e1", 9).contains("e1")).as("sent again").isTrue();
        assertThat(retracted.and("e1", 9).containsRetracted("e1")).isFalse();
        assertThat(retracted.marks()).containsExactly(-4929705324833762812L, ~-4929705324833762812L);
    }

    /** Marks are kept: the same id must always have the same one. */
    @Test
    void shouldNeverChangeItsMarks() {
        assertThat(RecentEvents.none().and("e1", 1).marks()).containsExactly(-4929705324833762812L);
    }

    @Test
    void shouldForgetMoreWhereItIsToRememberLessThanBefore() {
        RecentEvents recent = RecentEvents.none().and("e1", 9).and("e2", 9).and("e3", 9);

        assertThat(recent.and("e4", 1).marks()).hasSize(1);
    }
}
