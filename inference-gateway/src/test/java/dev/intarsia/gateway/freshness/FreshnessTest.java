package dev.intarsia.gateway.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.gateway.serving.AdapterKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Freshness freshness = new Freshness(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldReportAgesAtArrivalByKind() {
        for (int second = 1; second <= 100; second++) {
            freshness.arrived(AdapterKind.ASSEMBLED, NOW.minusSeconds(second));
        }
        freshness.arrived(AdapterKind.OWN, NOW.minusMillis(1500));

        FreshnessReport assembled = freshness.report(AdapterKind.ASSEMBLED);
        assertThat(assembled.arrivals()).isEqualTo(100);
        assertThat(assembled.medianMillis()).isCloseTo(50_000, within(100L));
        assertThat(assembled.p99Millis()).isCloseTo(99_000, within(200L));
        assertThat(freshness.report(AdapterKind.OWN).medianMillis()).isCloseTo(1500, within(2L));
    }

    @Test
    void shouldReportNothingBeforeAnythingArrived() {
        assertThat(freshness.report(AdapterKind.OWN)).isEqualTo(new FreshnessReport(0, 0, 0));
    }

    @Test
    void shouldForgetAgesThatLieBehindTheWindowAndKeepCounting() {
        MovingClock clock = new MovingClock();
        Freshness measured = new Freshness(clock);
        measured.arrived(AdapterKind.OWN, clock.instant().minusSeconds(500_000));
        for (int second = 0; second < 50; second++) {
            measured.arrived(AdapterKind.OWN, clock.instant().minusSeconds(2));
        }
        assertThat(measured.report(AdapterKind.OWN).p99Millis()).isGreaterThan(400_000_000);

        clock.now = clock.now.plus(Freshness.WINDOW);
        measured.arrived(AdapterKind.OWN, clock.instant().minusSeconds(3));

        assertThat(measured.report(AdapterKind.OWN).arrivals()).isEqualTo(52);
        assertThat(measured.report(AdapterKind.OWN).p99Millis()).isCloseTo(3000, within(10L));
        clock.now = clock.now.plus(Freshness.WINDOW.multipliedBy(7));
        assertThat(measured.report(AdapterKind.OWN)).isEqualTo(new FreshnessReport(52, 0, 0));
    }

    @Test
    void shouldBearTimesThatNoClockShows() {
        for (long millis : new long[] {Long.MIN_VALUE, -62_135_596_800_000L, Long.MAX_VALUE}) {
            freshness.arrived(AdapterKind.OWN, Instant.ofEpochMilli(millis));
        }

        assertThat(freshness.report(AdapterKind.OWN).arrivals()).isEqualTo(3);
        assertThat(freshness.report(AdapterKind.OWN).p99Millis()).isBetween(0L, 7 * 86_400_000L + 1_000_000);
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @Test
    void shouldBearClocksThatDisagreeAndAncientEvents() {
        freshness.arrived(AdapterKind.OWN, NOW.plusSeconds(2));
        freshness.arrived(AdapterKind.ASSEMBLED, NOW.minusSeconds(86_400 * 400L));

        assertThat(freshness.report(AdapterKind.OWN).p99Millis()).isZero();
        assertThat(freshness.report(AdapterKind.ASSEMBLED).arrivals()).isEqualTo(1);
    }
}
