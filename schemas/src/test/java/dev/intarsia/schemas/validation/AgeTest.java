package dev.intarsia.schemas.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldTellHowLongAgoSomethingWas() {
        assertThat(Age.of(NOW.minusMillis(1500), NOW)).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -62_135_596_800_000L, 0})
    void shouldCountWhatIsAncientAsTheLongestAge(long millis) {
        assertThat(Age.of(Instant.ofEpochMilli(millis), NOW)).isEqualTo(Age.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 4_000_000_000_000L})
    void shouldNeverBeNegative(long millis) {
        assertThat(Age.of(Instant.ofEpochMilli(millis), NOW)).isZero();
    }
}
