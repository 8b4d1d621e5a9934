package dev.intarsia.assembler.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettleTimesTest {
    private final SettleTimes times = new SettleTimes(Duration.ofMillis(100), Duration.ofMillis(500));

    @Test
    void shouldWaitUntilNothingHasChangedForAWhile() {
        assertThat(times.isDue(1_000)).isFalse();

        times.changed(1_000);
        times.changed(1_090);

        assertThat(times.isDue(1_189)).isFalse();
        assertThat(times.isDue(1_190)).isTrue();
        times.taken(1_190);
        assertThat(times.isDue(9_000)).isFalse();
    }

    @Test
    void shouldNotWaitForChangesThatNeverEnd() {
        for (long now = 0; now < 500; now += 50) {
            times.changed(now);
            assertThat(times.isDue(now)).as("at %d", now).isFalse();
        }

        times.changed(500);
        assertThat(times.isDue(500)).isTrue();
    }

    @Test
    void shouldTellASettledSampleFromASettledPool() {
        times.changed(0);
        times.sampled(60);

        assertThat(times.isDue(100)).isTrue();
        assertThat(times.isSampleDue(100)).isFalse();
        times.taken(100);
        assertThat(times.isDue(159)).isFalse();
        assertThat(times.isSampleDue(160)).isTrue();
        assertThat(times.isDue(160)).isTrue();
        times.taken(160);
        assertThat(times.isDue(9_000)).isFalse();
    }

    @Test
    void shouldRestNineTimesAsLongAsItWorks() {
        times.changed(0);
        assertThat(times.isDue(100)).isTrue();
        times.taken(100);
        times.changed(110);

        times.prepared(Duration.ofMillis(200).toNanos(), false);

        assertThat(times.isDue(100 + 200 + 1_799)).isFalse();
        assertThat(times.isDue(100 + 200 + 1_800)).isTrue();
    }

    /** A pool that changes all the time and takes 400 ms to be made ready. */
    @Test
    void shouldTakeATenthOfTheTimeAtMost() {
        int worked = 0;
        for (long now = 0; now < 100_000; now += 10) {
            times.changed(now);
            if (times.isDue(now)) {
                times.taken(now);
                times.prepared(Duration.ofMillis(400).toNanos(), false);
                worked += 400;
            }
        }

        assertThat(worked).isBetween(8_000, 10_400);
    }
}
