package dev.intarsia.stack.bench.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.gateway.topology.HistoryBounds;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreCountTest {
    /** Bytes of every event. */
    private static final int SIZE = 100;

    private final StoreCount count = new StoreCount(new HistoryBounds(5, 450), (topic, event) -> new byte[SIZE]);

    @Test
    void shouldTakeTheNewestUpToEitherBoundForSound() {
        count.add(events(6, 10), 10);

        assertThat(count.events).isEqualTo(4);
        assertThat(count.bytes).isEqualTo(400);
        assertThat(count.mostEvents).isEqualTo(4);
        assertThat(count.mostBytes).isEqualTo(400);
        assertThat(count.overBounds).isZero();
        assertThat(count.otherwise).isZero();
    }

    @Test
    void shouldFindAUserOfWhomTooMuchIsKept() {
        count.add(events(5, 10), 10);

        assertThat(count.overBounds).isEqualTo(1);
        assertThat(count.otherwise).isZero();
    }

    @Test
    void shouldFindAUserOfWhomOtherEventsAreKept() {
        count.add(events(5, 9), 10);
        assertThat(count.otherwise).as("not the newest").isEqualTo(1);

        count.add(events(7, 10), 10);
        assertThat(count.otherwise).as("fewer than there is room for").isEqualTo(2);

        count.add(List.of(), 10);
        assertThat(count.otherwise).as("none").isEqualTo(3);
        assertThat(count.overBounds).isZero();
    }

    @Test
    void shouldFillBeyondTheBounds() {
        StoreFill fill = new StoreFill(20, new HistoryBounds(50, 65_536), 1.2);

        assertThat(fill.events(0)).isEqualTo(60);
        assertThat(fill.events(9)).as("large ones").isEqualTo(20);
        assertThat(fill.allEvents()).isEqualTo(18 * 60 + 2 * 20);
        assertThatThrownBy(() -> new StoreFill(20, new HistoryBounds(50, 65_536), 1))
                .hasMessageContaining("a factor above 1");
    }

    private static List<BehaviorEvent> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(event -> BehaviorEvent.newBuilder()
                        .setEventId(StoreCount.id(event))
                        .setUser("ada")
                        .setTime(Instant.EPOCH)
                        .setTask("movie-rating")
                        .setInput(Map.of())
                        .setOutput("4.0")
                        .setIngestedAt(Instant.EPOCH)
                        .build())
                .toList();
    }
}
