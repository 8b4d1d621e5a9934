package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineWorkersTest {
    private final EngineWorkers three = new EngineWorkers(3);

    @Test
    void shouldDealNeighboursToDifferentParts() {
        assertThat(new EngineWorkers(2).deal(List.of(0, 1, 2, 3, 4, 5, 6), 3))
                .containsExactly(List.of(0, 2, 4, 6), List.of(1, 3, 5));
        assertThat(three.deal(List.of(7), 4)).containsExactly(List.of(7));
        assertThat(three.deal(List.of(), 1)).containsExactly(List.of());
        assertThat(new EngineWorkers(1).deal(List.of(1, 2, 3), 1)).containsExactly(List.of(1, 2, 3));
    }

    @Test
    void shouldShareOutWithinWhatOneCallMayTake() {
        assertThat(three.evenly(90, 2048)).isEqualTo(10);
        assertThat(three.evenly(90_000, 2048)).isEqualTo(2048);
        assertThat(three.evenly(0, 2048)).isEqualTo(1);
        assertThat(new EngineWorkers(1).evenly(90, 2048)).isEqualTo(90);
    }

    @Test
    void shouldWorkOnAsManyPartsAtOnceAsThereAreCoresAndGiveResultsInOrder() {
        CyclicBarrier all = new CyclicBarrier(3);
        List<Integer> results = three.together(List.of(1, 2, 3, 4, 5, 6), part -> {
            try {
                all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return 10 * part;
        });
        assertThat(results).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void shouldStayOnTheCallingThreadWithOneCore() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new EngineWorkers(1).each(List.of(1, 2, 3), part -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldFailOnlyWhenAllPartsHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        assertThatThrownBy(() -> three.each(List.of(1, 2, 3, 4, 5, 6, 7), part -> {
                    if (part == 2) {
                        throw new IllegalStateException("no such row");
                    }
                    ended.incrementAndGet();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such row");
        assertThat(ended).hasValue(6);
    }
}
