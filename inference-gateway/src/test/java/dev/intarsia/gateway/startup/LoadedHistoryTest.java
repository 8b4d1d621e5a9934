package dev.intarsia.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.service.progress.Position;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LoadedHistoryTest {
    private static final TopicPartition FIRST = new TopicPartition("events", 0);
    private static final TopicPartition SECOND = new TopicPartition("events", 1);

    private final CatchUp start = new CatchUp(Map.of(FIRST, new Position(0, 10), SECOND, new Position(0, 0)));
    private final LoadedHistory loaded = new LoadedHistory();

    @Test
    void shouldHoldThePartitionsThatWereReadToWhatWasThere() {
        loaded.look(start, Map.of(FIRST, new Position(9, 12), SECOND, new Position(0, 3)));

        assertThat(loaded.contains(FIRST)).isFalse();
        assertThat(loaded.contains(SECOND)).isTrue();
        assertThat(loaded.containsAll(List.of(FIRST, SECOND))).isFalse();
        assertThat(loaded.behind()).isEqualTo(1);

        loaded.look(start, Map.of(FIRST, new Position(10, 12)));

        assertThat(loaded.containsAll(List.of(FIRST, SECOND))).isTrue();
        assertThat(loaded.behind()).isZero();
    }
}
