package dev.intarsia.service.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamsProgressTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final TopicPartition EVENTS_0 = new TopicPartition("events", 0);

    private final StreamsProgress progress = new StreamsProgress("gateway");

    @Test
    void shouldMoveWhileRecordsAreReadOrNoneWaits() {
        for (int second = 0; second < 300; second += 2) {
            look(second, second < 100 ? second : 100, 100);
            assertThat(progress.waitingFor()).isEmpty();
        }
    }

    @Test
    void shouldSayWhichPartitionStandsStillUntilItMovesAgain() {
        for (int second = 0; second <= 30; second += 2) {
            look(second, 40, 100);
            assertThat(progress.waitingFor()).isEmpty();
        }

        look(32, 40, 100);
        assertThat(progress.waitingFor()).contains("events-0");

        look(34, 41, 100);
        assertThat(progress.waitingFor()).isEmpty();
    }

    @Test
    void shouldNotCountTheTimeInWhichThereWasNothingToRead() {
        look(0, 100, 100);
        look(600, 100, 100);
        look(602, 100, 101);
        look(630, 100, 101);

        assertThat(progress.waitingFor()).isEmpty();
        look(640, 100, 101);
        assertThat(progress.waitingFor()).isNotEmpty();
    }

    @Test
    void shouldStandStillAfterAFailureUntilNoneCameForAWhile() {
        look(0, 5, 5);
        progress.failed(START.plusSeconds(1));
        assertThat(progress.waitingFor()).contains("failed");
        look(14, 5, 5);
        progress.failed(START.plusSeconds(15));
        look(28, 5, 5);
        assertThat(progress.waitingFor()).contains("failed");

        look(31, 5, 5);

        assertThat(progress.waitingFor()).isEmpty();
    }

    @Test
    void shouldNotTakeSilenceForMovement() {
        look(0, 5, 5);
        progress.lookFailed(START.plusSeconds(20));
        assertThat(progress.waitingFor()).isEmpty();

        progress.lookFailed(START.plusSeconds(31));
        assertThat(progress.waitingFor()).contains("brokers");

        look(33, 5, 5);
        assertThat(progress.waitingFor()).isEmpty();
    }

    @Test
    void shouldForgetPartitionsThatWentToAnother() {
        look(0, 40, 100);
        progress.look(Map.of(), START.plusSeconds(20));
        look(40, 40, 100);

        assertThat(progress.waitingFor()).isEmpty();
    }

    private void look(int second, long read, long end) {
        progress.look(Map.of(EVENTS_0, new Position(read, end)), START.plusSeconds(second));
    }
}
