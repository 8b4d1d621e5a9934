package dev.intarsia.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.service.progress.Position;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final TopicPartition EVENTS = new TopicPartition("events", 0);
    private static final TopicPartition CONSENTS = new TopicPartition("consents", 0);
    private static final TopicPartition ELSEWHERE = new TopicPartition("events", 1);

    private final CatchUp catchUp = new CatchUp(
            Map.of(EVENTS, new Position(5, 10), CONSENTS, new Position(3, 3), ELSEWHERE, new Position(0, 90)));

    @Test
    void shouldCountWhatWasThereAndIsNotReadOnThePartitionsReadHere() {
        assertThat(catchUp.behind(Map.of(EVENTS, new Position(8, 12), CONSENTS, new Position(3, 3))))
                .isEqualTo(2);
    }

    @Test
    void shouldNotWaitForWhatCameLater() {
        assertThat(catchUp.behind(Map.of(EVENTS, new Position(10, 50), CONSENTS, new Position(3, 9))))
                .isZero();
        assertThat(catchUp.behind(Map.of(EVENTS, new Position(20, 50)))).isZero();
    }
}
