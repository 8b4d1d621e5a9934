package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EngineWorkersTest {
    private final EngineWorkers three = new EngineWorkers(3);

    @Test
    void shouldDealNeighboursToDifferentParts() {
        assertThat(three.deal(List.of(0, 1, 2, 3, 4))).containsExactly(List.of(0, 3), List.of(1, 4), List.of(2));
        assertThat(three.deal(List.of(7))).containsExactly(List.of(7));
        assertThat(three.deal(List.of())).containsExactly(List.of());
    }

    @Test
    void shouldShareOutEvenlyWithinWhatOneCallMayTake() {
        assertThat(three.evenly(90, 2048)).isEqualTo(30);
        assertThat(three.evenly(3 * 2048, 2048)).isEqualTo(2048);
        assertThat(three.evenly(3 * 2048 + 3, 2048)).isEqualTo(1025);
        assertThat(three.evenly(0, 2048)).isEqualTo(1);
    }

    @Test
    void shouldWorkOnAllPartsAtOnceAndGiveResultsInTheirOrder() {
        CyclicBarrier all = new CyclicBarrier(3);
        List<Supplier<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int part = i;
            work.add(() -> {
                try {
                    all.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return part;
            });
        }
        assertThat(three.together(work)).containsExactly(0, 1, 2);
    }

    @Test
    void shouldDoEachThingOnce() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        List<Integer> twice = Collections.synchronizedList(new ArrayList<>());
        three.each(List.of(1, 2, 3, 4, 5, 6, 7), thing -> {
            if (!done.add(thing)) {
                twice.add(thing);
            }
        });
        assertThat(done).hasSize(7);
        assertThat(twice).isEmpty();
    }

    @Test
    void shouldFailOnlyWhenAllPartsHaveEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        List<Supplier<Integer>> failing = List.of(
                () -> {
                    throw new IllegalStateException("no such row");
                },
                () -> {
                    ended.set(true);
                    return 1;
                });
        assertThatThrownBy(() -> three.together(failing)).hasMessage("no such row");
        assertThat(ended).isTrue();
        assertThatThrownBy(() -> three.together(List.of(failing.get(1), failing.get(0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such row");
    }
}
