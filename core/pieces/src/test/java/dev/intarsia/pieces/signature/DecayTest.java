package dev.intarsia.pieces.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecayTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Decay MONTH = Decay.halfLife(Duration.ofDays(30));

    @Test
    void shouldHalveAnEventAfterItsHalfLife() {
        assertThat(MONTH.left(NOON, NOON)).isEqualTo(1);
        assertThat(MONTH.left(NOON, NOON.plus(Duration.ofDays(30)))).isEqualTo(0.5, within(1e-12));
        assertThat(MONTH.left(NOON, NOON.plus(Duration.ofDays(60)))).isEqualTo(0.25, within(1e-12));
        assertThat(Decay.halfLife(Duration.ofNanos(2)).left(NOON, NOON.plusNanos(4)))
                .isEqualTo(0.25, within(1e-12));
    }

    @Test
    void shouldKeepEverythingWithoutAHalfLife() {
        assertThat(Decay.none().left(Instant.MIN, Instant.MAX)).isEqualTo(1);
        assertThat(Decay.window(3).left(Instant.MIN, Instant.MAX)).isEqualTo(1);
    }

    @Test
    void shouldNeitherOverflowNorBeNoNumberOverAllOfTime() {
        assertThat(MONTH.left(Instant.MIN, Instant.MAX)).isZero();
        assertThat(Decay.halfLife(Duration.ofNanos(1)).left(Instant.MIN, Instant.MAX))
                .isZero();
        assertThat(Decay.halfLife(Duration.ofSeconds(Long.MAX_VALUE)).left(Instant.MIN, Instant.MAX))
                .isEqualTo(1, within(0.01));
    }

    @Test
    void shouldRefuseHalfLivesAndWindowsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Decay.halfLife(Duration.ofDays(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Decay.window(-1));
    }

    @Test
    void shouldRefuseBothTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decay(Duration.ofDays(30), 128))
                .withMessageContaining("PT720H")
                .withMessageContaining("128")
                .withMessageContaining("choose one");
    }
}
