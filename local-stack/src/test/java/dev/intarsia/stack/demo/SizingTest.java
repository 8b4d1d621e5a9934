package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizingTest {
    private static final DemoSettings STANDARD = DemoSettings.standard();

    @Test
    void shouldPlayEverythingWhereThereIsTime() {
        assertThat(Sizing.fit(STANDARD, Duration.ofSeconds(260), 120, 10)).isEqualTo(STANDARD);
    }

    @Test
    void shouldShortenEveryonesHistoryAlikeWhereThereIsNot() {
        // Half of 50 x 90 and 1.25 x 100 x 150 events take 11,625 / 50 s.
        DemoSettings fitting = Sizing.fit(STANDARD, Duration.ofMillis(12_000 + 232_500), 50, 10);

        assertThat(fitting.sharerEvents()).isEqualTo(10 + 45);
        assertThat(fitting.targetEvents()).isEqualTo(75);
        assertThat(fitting.targets()).isEqualTo(STANDARD.targets());
        assertThat(fitting.sharers()).isEqualTo(STANDARD.sharers());
    }

    @Test
    void shouldLeaveEveryoneEnoughToHaveAnAdapterHoweverLittleTimeThereIs() {
        DemoSettings fitting = Sizing.fit(STANDARD, Duration.ZERO, 5, 10);

        assertThat(fitting.sharerEvents()).isEqualTo(20);
        assertThat(fitting.targetEvents()).isEqualTo(20);
    }

    @Test
    void shouldNeverPlayMoreThanWasAskedFor() {
        DemoSettings few = STANDARD.withEvents(8, 6);

        assertThat(Sizing.fit(few, Duration.ZERO, 5, 2)).isEqualTo(few);
    }
}
