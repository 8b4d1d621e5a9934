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
    void shouldBearClocksThatDisagreeAndAncientEvents() {
        freshness.arrived(AdapterKind.OWN, NOW.plusSeconds(2));
        freshness.arrived(AdapterKind.ASSEMBLED, NOW.minusSeconds(86_400 * 400L));

        assertThat(freshness.report(AdapterKind.OWN).p99Millis()).isZero();
        assertThat(freshness.report(AdapterKind.ASSEMBLED).arrivals()).isEqualTo(1);
    }
}
