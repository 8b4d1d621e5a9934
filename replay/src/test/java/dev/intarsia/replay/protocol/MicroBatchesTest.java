package dev.intarsia.replay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.replay.fixture.Recordings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroBatchesTest {
    /** What one user meets, as "+id" learned and "?id" asked. */
    private static List<String> met(List<ProtocolStep> turns, String user) {
        List<String> met = new ArrayList<>();
        for (ProtocolStep turn : turns) {
            turn.learned().stream()
                    .filter(event -> event.user().equals(user))
                    .forEach(event -> met.add("+" + event.id()));
            turn.asked().stream()
                    .filter(event -> event.user().equals(user))
                    .forEach(event -> met.add("?" + event.id()));
        }
        return met;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "8, 16", "1000, 1000"})
    void shouldKeepEveryUsersOrder(int learned, int asked) {
        for (Protocol protocol : Protocol.values()) {
            List<ProtocolStep> a = protocol.turns(Recordings.of("a", 37), List.of(), 0);
            List<ProtocolStep> b = protocol.turns(Recordings.of("b", 11), List.of(), 0);

            List<ProtocolStep> ticks = MicroBatches.of(List.of(a, b), learned, asked);

            assertThat(met(ticks, "a")).isEqualTo(met(a, "a"));
            assertThat(met(ticks, "b")).isEqualTo(met(b, "b"));
        }
    }

    @Test
    void shouldBatchUsersTogether() {
        List<ProtocolStep> a = Protocol.PREQUENTIAL.turns(Recordings.of("a", 5), List.of(), 0);
        List<ProtocolStep> b = Protocol.PREQUENTIAL.turns(Recordings.of("b", 3), List.of(), 0);

        List<ProtocolStep> ticks = MicroBatches.of(List.of(a, b));

        assertThat(ticks).hasSize(5);
        assertThat(ticks.get(0).asked()).extracting("user").containsExactly("a", "b");
        assertThat(ticks.get(4).asked()).extracting("user").containsExactly("a");
    }
}
