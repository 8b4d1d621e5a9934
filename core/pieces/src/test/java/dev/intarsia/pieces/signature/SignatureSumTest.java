package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.pieces.fixture.Draws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSumTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Decay HOURLY = Decay.halfLife(HOUR);

    @Test
    void shouldCountAnEventHalfAfterTheHalfLifeWhicheverArrivesFirst() {
        DatedSignature earlier = event("a", NOON, 1, 0);
        DatedSignature later = event("b", NOON.plus(HOUR), 0, 1);

        for (SignatureSum sum : List.of(sum(HOURLY, earlier, later), sum(HOURLY, later, earlier))) {
            assertThat(sum.sum(Q0)).containsExactly(0.5f, 1f);
            assertThat(sum.weight()).isEqualTo(1.5);
            assertThat(sum.events()).isEqualTo(2);
            assertThat(sum.reference()).contains(later.time());
        }
    }

    @Test
    void shouldMergeSumsOfEitherOrder() {
        SignatureSum earlier = sum(HOURLY, event("a", NOON.minus(HOUR), 4, 0), event("b", NOON, 2, 0));
        SignatureSum later = sum(HOURLY, event("c", NOON.plus(HOUR), 0, 8));

        assertThat(earlier.merge(later, HOURLY))
                .isEqualTo(later.merge(earlier, HOURLY))
                .satisfies(merged -> {
                    assertThat(merged.sum(Q0)).containsExactly(2f, 8f);
                    assertThat(merged.weight()).isEqualTo(1.75);
                });
        assertThat(later.merge(SignatureSum.empty(), HOURLY)).isEqualTo(later);
        assertThat(SignatureSum.empty().merge(later, HOURLY)).isEqualTo(later);
    }

    @Test
    void shouldTakeAnEventOutAgain() {
        DatedSignature earlier = event("a", NOON, 4, 8);
        DatedSignature later = event("b", NOON.plus(HOUR), 16, 2);
        SignatureSum both = sum(HOURLY, earlier, later);

        SignatureSum rest = both.without(earlier, HOURLY);
        assertThat(rest).isEqualTo(sum(HOURLY, later));

        SignatureSum none = rest.without(later, HOURLY);
        assertThat(none.events()).isZero();
        assertThat(none.weight()).isZero();
        assertThat(none.modules()).isEmpty();

        assertThat(none.add(earlier, HOURLY).sum()).isEqualTo(both.without(later, HOURLY));
    }

    @Test
    void shouldRefuseToTakeOutWhatCannotHaveBeenAdded() {
        SignatureSum sum = sum(HOURLY, event("a", NOON, 1, 1));

        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.without(event("b", NOON.plusMillis(1), 1, 1), HOURLY))
                .withMessageContaining("'b'")
                .withMessageContaining("later than all");
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.without(event("a", NOON, 1), HOURLY));
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> SignatureSum.empty().without(event("a", NOON, 1), HOURLY))
                .withMessageContaining("holds none");
    }

    @Test
    void shouldKeepAnEventFromLongAgoWithoutHarmToTheOthers() {
        DatedSignature now = event("a", NOON, 1, 2);
        DatedSignature longAgo = event("b", Instant.parse("0001-01-01T00:00:00Z"), 1e15f, -1e15f);

        for (SignatureSum sum : List.of(sum(HOURLY, now, longAgo), sum(HOURLY, longAgo, now))) {
            assertThat(sum.sum(Q0)).containsExactly(1f, 2f);
            assertThat(sum.weight()).isEqualTo(1);
            assertThat(sum.events()).isEqualTo(2);
            assertThat(sum.without(longAgo, HOURLY)).isEqualTo(sum(HOURLY, now));
            assertThat(sum.without(now, HOURLY).sum(Q0)).containsExactly(0f, 0f);
            assertThat(sum.without(now, HOURLY).weight()).isZero();
        }
    }

    /** So whoever takes events from outside bounds their times. */
    @Test
    void shouldGiveAllWeightToAnEventFromTheFarFutureAndStayFinite() {
        DatedSignature now = event("a", NOON, 1, 2);
        DatedSignature farFuture = event("b", Instant.parse("9999-12-31T23:59:59Z"), 3, 4);
        DatedSignature beforeTheEpoch = event("c", Instant.parse("1969-07-20T20:17:00Z"), 5, 6);

        SignatureSum sum = sum(HOURLY, now, farFuture, beforeTheEpoch);

        assertThat(sum.sum(Q0)).containsExactly(3f, 4f);
        assertThat(sum.weight()).isEqualTo(1);
        assertThat(sum.events()).isEqualTo(3);
    }

    @Test
    void shouldWeighAllOfTimeAlikeWithoutDecay() {
        DatedSignature first = event("a", Instant.MIN, 1, 2);
        DatedSignature last = event("b", Instant.MAX, 3, 4);

        assertThat(sum(Decay.none(), last, first).sum(Q0)).containsExactly(4f, 6f);
        assertThat(sum(Decay.none(), last, first).weight()).isEqualTo(2);
    }

    @Test
    void shouldNotLetASumWithoutTimesDecay() {
        SignatureSum undated = SignatureSum.empty().add(Map.of(Q0, new float[] {1, 0}));
        SignatureSum mixed = undated.add(event("a", NOON, 1, 1), Decay.none()).sum();

        assertThat(mixed.sum(Q0)).containsExactly(2f, 1f);
        assertThat(mixed.reference()).isEmpty();
        assertThat(mixed.without(event("a", NOON, 1, 1), Decay.none())).isEqualTo(undated);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixed.add(event("b", NOON, 1, 1), HOURLY))
                .withMessageContaining("times of 2 summed events are not known")
                .withMessageContaining("PT1H");
    }

    @Test
    void shouldNotBecomeAWindowOnceItHoldsEvents() {
        SignatureSum sum = sum(HOURLY, event("a", NOON, 1, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sum.add(event("b", NOON, 1, 1), Decay.window(5)))
                .withMessageContaining("window of the latest 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSum.empty().merge(SignatureSum.empty(), Decay.window(5)));
        assertThat(SignatureSum.empty().add(event("b", NOON, 1, 1), Decay.window(5)))
                .isInstanceOf(SignatureWindow.class);
    }

    @Test
    void shouldKeepItsNumbersToItself() {
        float[] given = {1, 2};
        SignatureSum sum = SignatureSum.empty().add(Map.of(Q0, given));

        given[0] = 9;
        sum.sum(Q0)[1] = 9;

        assertThat(sum.sum(Q0)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2e15f, -2e15f})
    void shouldRefuseNumbersThatAreNotFiniteOrNoGradient(float bad) {
        for (Decay decay : List.of(HOURLY, Decay.window(3))) {
            assertThatExceptionOfType(IncompatibleSignatureException.class)
                    .isThrownBy(() -> SignatureSum.empty().add(event("a", NOON, 0, bad), decay))
                    .withMessageContaining("0.q")
                    .withMessageContaining("position 1");
        }
    }

    @Test
    void shouldRefuseAnotherLengthOtherModulesAndNone() {
        SignatureSum sum = SignatureSum.empty().add(new Draws(1).signature(4));

        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.add(new Draws(1).signature(5)))
                .withMessageContaining("5 numbers where the earlier events have 4");
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.add(Map.of(Q0, new float[4])))
                .withMessageContaining("[0.q]")
                .withMessageContaining("[0.q, 0.v]");
        assertThatExceptionOfType(IncompatibleSignatureException.class).isThrownBy(() -> sum.add(Map.of()));
    }

    @Test
    void shouldDifferByEventsTimesModulesAndNumbers() {
        SignatureSum sum = sum(HOURLY, event("a", NOON, 1));

        assertThat(sum)
                .isNotEqualTo(sum(HOURLY, event("a", NOON, 2)))
                .isNotEqualTo(sum(HOURLY, event("a", NOON.plus(HOUR), 1)))
                .isNotEqualTo(SignatureSum.empty().add(Map.of(V0, new float[] {1})))
                .isNotEqualTo(sum.add(event("b", NOON, 0), HOURLY));
    }

    private static SignatureSum sum(Decay decay, DatedSignature... events) {
        UserStatistics sum = SignatureSum.empty();
        for (DatedSignature event : events) {
            sum = sum.add(event, decay);
        }
        return sum.sum();
    }

    private static DatedSignature event(String id, Instant time, float... vector) {
        return new DatedSignature(id, time, Map.of(Q0, vector));
    }
}
