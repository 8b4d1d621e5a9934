package dev.intarsia.pieces.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayTest {
    @Test
    void shouldHalveAnEventAfterItsHalfLife() {
        assertThat(Decay.halfLife(30).after(30)).isEqualTo(0.5, within(1e-12));
        assertThat(Decay.halfLife(30).after(60)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void shouldKeepEverythingWithoutDecay() {
        assertThat(Decay.none().after(1_000_000)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void shouldRefuseAHalfLifeThatIsNoTime(double events) {
        assertThatIllegalArgumentException().isThrownBy(() -> Decay.halfLife(events));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void shouldRefuseADecayThatIsNone(double perEvent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Decay(perEvent));
    }
}
