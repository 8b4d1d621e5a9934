package dev.intarsia.oppu.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeldOutGuardTest {
    private final HeldOutGuard guard = new HeldOutGuard(4, 0.1);

    @Test
    void shouldAcceptALossWithinTheMargin() {
        assertThat(guard.accepts(1.0, 0.5)).isTrue();
        assertThat(guard.accepts(1.0, 1.1)).isTrue();
        assertThat(guard.accepts(1.0, 1.11)).isFalse();
    }

    @Test
    void shouldNeverAcceptALossThatIsNotFinite() {
        assertThat(guard.accepts(1.0, Double.NaN)).isFalse();
        assertThat(guard.accepts(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isFalse();
    }

    @Test
    void shouldBeOffWithNothingHeldOut() {
        assertThat(new HeldOutGuard(0, 0).on()).isFalse();
        assertThatThrownBy(() -> new HeldOutGuard(1, -1)).hasMessageContaining("margin");
    }
}
