package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureWindowTest {
    private static final Decay TWO = Decay.window(2);

    @Test
    void shouldHoldTheLatestByTimeThenIdWhateverArrivesLast() {
        UserStatistics window = window(event("b", 5, 10), event("a", 5, 1), event("c", 4, 100), event("c", 5, 1000));

        assertThat(window.sum().sum(Q0)).containsExactly(1010f);
        assertThat(window.sum().weight()).isEqualTo(2);
        assertThat(window.sum().reference()).contains(Instant.ofEpochSecond(5));
        assertThat(window.events()).isEqualTo(2);
    }

    @Test
    void shouldCountAnEventThatItHoldsOnce() {
        UserStatistics window = window(event("a", 1, 1), event("b", 2, 10));

        assertThat(window.add(event("a", 1, 1), TWO)).isEqualTo(window);
    }

    @Test
    void shouldNotFillThePlaceOfAnEventThatWasTakenOut() {
        UserStatistics rest = window(event("a", 1, 1), event("b", 2, 10)).without(event("b", 2, 10), TWO);

        assertThat(rest.sum().sum(Q0)).containsExactly(1f);
        assertThat(rest.add(event("z", 0, 100), TWO).sum().sum(Q0)).containsExactly(1f);
        assertThat(rest.add(event("b", 2, 10), TWO).sum().sum(Q0)).containsExactly(1f);
        assertThat(rest.add(event("c", 3, 1000), TWO).sum().sum(Q0)).containsExactly(1000f);
    }

    @Test
    void shouldBeEmptyOnceAllIsTakenOut() {
        UserStatistics none = window(event("a", 1, 1)).without(event("a", 1, 1), TWO);

        assertThat(none.sum()).isEqualTo(SignatureSum.empty());
        assertThat(none.events()).isZero();
    }

    @Test
    void shouldLetGoOfAnEventThatItNoLongerHolds() {
        UserStatistics window = window(event("a", 1, 1), event("b", 2, 10), event("c", 3, 100));

        assertThat(window.without(event("a", 1, 1), TWO)).isEqualTo(window);
    }

    @Test
    void shouldFollowAnotherSizeWithTheNextEvent() {
        UserStatistics window = window(event("a", 1, 1), event("b", 2, 10));

        assertThat(window.add(event("c", 3, 100), Decay.window(1)).sum().sum(Q0))
                .containsExactly(100f);
        assertThat(window.add(event("c", 3, 100), Decay.window(5)).sum().sum(Q0))
                .containsExactly(111f);
    }

    @Test
    void shouldNotBecomeASumOfAllEvents() {
        UserStatistics window = window(event("a", 1, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.add(event("b", 1, 1), Decay.none()))
                .withMessageContaining("those before them are gone");
    }

    @Test
    void shouldRefuseAnotherShape() {
        UserStatistics window = window(event("a", 1, 1));

        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> window.add(event("b", 1, 1, 2), TWO));
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> window.add(new DatedSignature("b", Instant.EPOCH, Map.of(V0, new float[] {1})), TWO));
    }

    @Test
    void shouldKeepItsNumbersToItself() {
        float[] given = {1};
        UserStatistics window = window(event("a", 1, given));

        given[0] = 9;

        assertThat(window.sum().sum(Q0)).containsExactly(1f);
    }

    private static UserStatistics window(DatedSignature... events) {
        UserStatistics window = UserStatistics.empty();
        for (DatedSignature event : events) {
            window = window.add(event, TWO);
        }
        return window;
    }

    private static DatedSignature event(String id, long second, float... vector) {
        return new DatedSignature(id, Instant.ofEpochSecond(second), Map.of(Q0, vector));
    }
}
