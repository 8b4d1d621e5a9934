package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EngineWorkersTest {
    private final EngineWorkers three = new EngineWorkers(3);

    @Test
    void shouldDealNeighboursToDifferentParts() {
        assertThat(new EngineWorkers(2).deal(List.of(0, 1, 2, 3, 4, 5, 6), 3))
                .containsExactly(List.of(0, 2, 4, 6), List.of(1, 3, 5));
        assertThat(three.deal(List.of(1, 2, 3, 4), 4)).containsExactly(List.of(1, 4), List.of(2), List.of(3));
        assertThat(three.deal(List.of(7), 4)).containsExactly(List.of(7));
        assertThat(three.deal(List.of(), 1)).containsExactly(List.of());
        assertThat(new EngineWorkers(1).deal(List.of(1, 2, 3), 1)).containsExactly(List.of(1, 2, 3));
    }

    @Test
    void shouldShareOutWithinWhatOneCallMayTake() {
        EngineWorkers two = new EngineWorkers(2);
        assertThat(two.tokensPerCall(90, 2048)).isEqualTo(15);
        assertThat(two.tokensPerCall(90_000, 2048)).isEqualTo(2048);
        assertThat(two.tokensPerCall(0, 2048)).isEqualTo(1);
        assertThat(new EngineWorkers(1).tokensPerCall(90, 2048)).isEqualTo(90);
    }

    @Test
    void shouldHaveNoMoreInMemoryOnManyCoresThanOnTwo() {
        assertThat(new EngineWorkers(2).tokensPerCall(2048)).isEqualTo(2048);
        assertThat(new EngineWorkers(16).tokensPerCall(2048)).isEqualTo(256);
        assertThat(new EngineWorkers(16).tokensPerCall(1)).isEqualTo(1);
    }

    @Test
    void shouldWorkOnAsManyPartsAtOnceAsThereAreCoresAndGiveResultsInOrder() {
        CyclicBarrier all = new CyclicBarrier(3);

        List<Integer> results = three.together(List.of(1, 2, 3, 4, 5, 6), part -> {
            try {
                all.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return 10 * part;
        });

        assertThat(results).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void shouldGoOnBesideTheCallingThread() {
        CountDownLatch go = new CountDownLatch(1);

        Supplier<Integer> result = three.beside(() -> {
            await(go);
            return three.together(List.of(1, 2), part -> 10 * part).get(1);
        });
        go.countDown();

        assertThat(result.get()).isEqualTo(20);
        assertThat(result.get()).isEqualTo(20);
    }

    @Test
    void shouldDoAtOnceWithOneCoreWhatGoesOnBeside() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        new EngineWorkers(1).beside(() -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldThrowWhatWasThrownBeside() {
        Supplier<Integer> result = three.beside(() -> {
            throw new IllegalStateException("no such row");
        });

        assertThatThrownBy(result::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such row");
    }

    @Test
    void shouldStayOnTheCallingThreadWithOneCore() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new EngineWorkers(1).each(List.of(1, 2, 3), part -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldFailOnlyWhenAllPartsHaveEnded() throws InterruptedException {
        EngineWorkers two = new EngineWorkers(2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> two.each(List.of(1, 2), part -> {
            await(part == 1 ? begun : go);
            if (part == 1) {
                throw new IllegalStateException("no such row");
            }
            ended.set(true);
        }));
        begun.countDown();
        assertThat(call).isNotDone();
        go.countDown();

        assertThatThrownBy(call::join).hasMessageContaining("no such row");
        assertThat(ended).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
