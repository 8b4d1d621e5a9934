package dev.intarsia.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.update.LoadLevel;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OverloadTest {
    @Test
    void shouldRiseAtTheThresholdsAndFallAtHalfOfThem() {
        Overload overload = new Overload(100, 400);

        assertThat(LongStream.of(99, 100, 60, 49, 400, 250, 199, 120, 50, 49, 1000, 0)
                        .mapToObj(overload::at))
                .containsExactly(
                        LoadLevel.FULL,
                        LoadLevel.NO_REHEARSAL,
                        LoadLevel.NO_REHEARSAL,
                        LoadLevel.FULL,
                        LoadLevel.FEWER_UPDATES,
                        LoadLevel.FEWER_UPDATES,
                        LoadLevel.NO_REHEARSAL,
                        LoadLevel.NO_REHEARSAL,
                        LoadLevel.NO_REHEARSAL,
                        LoadLevel.FULL,
                        LoadLevel.FEWER_UPDATES,
                        LoadLevel.FULL);
    }

    @Test
    void shouldStayAtALevelWhoseThresholdIsOff() {
        assertThat(new Overload(0, 0).at(Long.MAX_VALUE - 1)).isEqualTo(LoadLevel.FULL);
        assertThat(new Overload(100, 0).at(1_000_000)).isEqualTo(LoadLevel.NO_REHEARSAL);
        assertThat(new Overload(0, 100).at(99)).isEqualTo(LoadLevel.FULL);
        assertThat(new Overload(0, 100).at(100)).isEqualTo(LoadLevel.FEWER_UPDATES);
    }

    @Test
    void shouldHalveBatchesThatTakeLongAndDoubleThoseThatDoNot() {
        BatchPace pace = new BatchPace(256, Duration.ofSeconds(80));

        pace.took(256, 20_001);
        assertThat(pace.limit()).isEqualTo(128);
        pace.took(40, 30_000);
        assertThat(pace.limit()).isEqualTo(20);
        pace.took(20, 15_000);
        assertThat(pace.limit()).isEqualTo(20);
        pace.took(1, 60_000);
        assertThat(pace.limit()).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            pace.took(1, 1);
        }
        assertThat(pace.limit()).isEqualTo(256);
    }
}
