package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {
    private static final List<Integer> EVENTS = IntStream.range(0, 20).boxed().toList();

    private static List<List<Integer>> of(Halves halves) {
        return IntStream.range(0, halves.published() + halves.shadows())
                .mapToObj(run -> halves.of(run, EVENTS))
                .toList();
    }

    @Test
    void shouldGiveEachRunHalfOfTheEventsInTheirOrder() {
        Halves halves = Halves.of("ada", 20, 3, 4);

        assertThat(of(halves))
                .hasSize(7)
                .allSatisfy(half ->
                        assertThat(half).hasSize(10).doesNotHaveDuplicates().isSorted());
        assertThat(of(halves).subList(0, 3)).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveEachEventToHalfOfTheShadowRuns() {
        Halves halves = Halves.of("ada", 20, 3, 4);

        for (int event : EVENTS) {
            assertThat(IntStream.range(3, 7)
                            .filter(run -> halves.in(run, event))
                            .count())
                    .isEqualTo(2);
        }
        assertThat(halves.of(3, EVENTS)).doesNotContainAnyElementsOf(halves.of(4, EVENTS));
    }

    @Test
    void shouldDrawTheSameForTheSameUserAlone() {
        assertThat(of(Halves.of("ada", 20, 2, 4))).isEqualTo(of(Halves.of("ada", 20, 2, 4)));
        assertThat(of(Halves.of("ada", 20, 2, 4))).isNotEqualTo(of(Halves.of("bob", 20, 2, 4)));
        assertThat(of(Halves.of("ada", 20, 2, 6)).subList(0, 6)).isEqualTo(of(Halves.of("ada", 20, 2, 4)));
    }

    @Test
    void shouldRefuseWhatHasNoHalf() {
        assertThatThrownBy(() -> Halves.of("ada", 7, 1, 4)).hasMessageContaining("even numbers, not 7");
        assertThatThrownBy(() -> Halves.of("ada", 8, 1, 3)).hasMessageContaining("and 3");
    }
}
