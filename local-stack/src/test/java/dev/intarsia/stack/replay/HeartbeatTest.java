package dev.intarsia.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    @Test
    void tellsAgainAndAgainHowLongItHasBeen() throws InterruptedException {
        BlockingQueue<Double> beats = new LinkedBlockingQueue<>();

        try (Heartbeat heartbeat = Heartbeat.start(Duration.ofMillis(1), beats::add)) {
            List<Double> seconds = List.of(
                    beats.poll(30, TimeUnit.SECONDS),
                    beats.poll(30, TimeUnit.SECONDS),
                    beats.poll(30, TimeUnit.SECONDS));
            assertThat(seconds).isSorted().doesNotHaveDuplicates().allMatch(each -> each >= 0);
        }
    }
}
