package dev.intarsia.assembler.pool;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePoolTest {
    private static final ModuleId Q0 = ModuleId.parse("0.q");
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Long> told = new ArrayList<>();
    private @Nullable Throwable failure;
    private final LivePool live = new LivePool(
            GateKind.GRADIENT,
            new RidgeWeights(0.1, 1, 0, 0),
            new SettleTimes(Duration.ofMillis(100), Duration.ofMillis(500)),
            new LivePopulation(new SampleRules(2, 2)),
            new Preparation(work::add, () -> 0),
            HarmWatch.off(),
            this::use);

    private void use(PiecePool pool) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        told.add(pool.version());
    }

    @BeforeEach
    void start() {
        live.baseModel(BASE, new NoPieces());
    }

    @Test
    void shouldUseThePoolBeforeUntilTheNextIsReady() {
        long before = live.assembler().pool().version();
        change("sam", 1, 0);

        live.settle(99);
        assertThat(work).isEmpty();
        live.settle(100);
        assertThat(live.assembler().pool().version()).isEqualTo(before);
        assertThat(live.generation()).isEqualTo(1);

        work.remove().run();

        assertThat(live.assembler().pool().size()).isEqualTo(1);
        assertThat(live.generation()).isEqualTo(2);
        assertThat(told).containsExactly(before, live.assembler().pool().version());
        assertThat(live.since(1).orElseThrow()).singleElement().satisfies(change -> {
            assertThat(change.arrived()).containsExactly(new PieceId("sam", Q0));
            assertThat(change.everybody()).as("ridge bounds no gain").isTrue();
        });
        assertThat(live.since(2).orElseThrow()).isEmpty();
    }

    @Test
    void shouldNotLoseWhatChangesWhileAPoolIsMadeReady() {
        change("sam", 1, 0);
        live.settle(100);
        change("sue", 1, 110);
        change("sam", 2, 120);
        live.settle(400);
        assertThat(work).as("one after the other").hasSize(1);

        work.remove().run();
        assertThat(sharers()).containsExactly("sam 1");

        live.settle(401);
        work.remove().run();
        assertThat(sharers()).containsExactly("sam 2", "sue 1");
        assertThat(live.since(2).orElseThrow()).singleElement().satisfies(change -> {
            assertThat(change.arrived()).containsExactly(new PieceId("sue", Q0));
            assertThat(change.replaced()).containsExactly(new PieceId("sam", Q0));
        });
    }

    @Test
    void shouldKeepThePoolBeforeWhereTheNextFailsAndTryAgain() {
        change("sam", 1, 0);
        live.settle(100);
        change("sam", 2, 110);
        failure = new IllegalStateException("not this time");
        work.remove().run();

        assertThat(sharers()).isEmpty();
        assertThat(live.generation()).isEqualTo(1);
        assertThat(live.since(1).orElseThrow()).isEmpty();

        failure = null;
        live.settle(210);
        work.remove().run();
        assertThat(sharers()).as("the later of both versions").containsExactly("sam 2");
        live.settle(9_000);
        assertThat(work).isEmpty();
    }

    @Test
    void shouldTryAgainAfterAnErrorThatEndsTheThread() {
        change("sam", 1, 0);
        live.settle(100);
        failure = new StackOverflowError();
        Runnable task = work.remove();
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(task::run);
        assertThat(sharers()).isEmpty();

        failure = null;
        live.settle(200);
        work.remove().run();

        assertThat(sharers()).containsExactly("sam 1");
    }

    @Test
    void shouldSayWhyAPieceIsGone() {
        PieceId demoted = new PieceId("sam", Q0);
        live.changed(demoted, Optional.empty(), Optional.of(WithdrawalReason.DEMOTED), 0);
        assertThat(live.reason(demoted)).isEqualTo(WithdrawalReason.DEMOTED);
        assertThat(live.reason(new PieceId("sue", Q0))).isEqualTo(WithdrawalReason.WITHDRAWN);

        change("sam", 1, 1);
        live.changed(demoted, Optional.empty(), Optional.empty(), 2);
        assertThat(live.reason(demoted)).isEqualTo(WithdrawalReason.WITHDRAWN);
    }

    @Test
    void shouldSayWhenChangesAreTooLongAgoToBeRemembered() {
        for (int i = 0; i < 1_100; i++) {
            change("sam", i + 1, i * 1_000L);
            live.settle(i * 1_000L + 100);
            work.remove().run();
        }

        assertThat(live.since(1)).isEmpty();
        assertThat(live.since(0)).isEmpty();
        assertThat(live.since(live.generation() - 1_000).orElseThrow()).hasSize(1_000);
        assertThat(live.since(live.generation() - 1_001)).isEmpty();
    }

    private void change(String sharer, long version, long now) {
        PieceGate gate = new PieceGate(
                new PieceId(sharer, Q0), version, BASE, GateKind.GRADIENT, sharer + version, new float[] {1, version});
        live.changed(gate.id(), Optional.of(gate), Optional.empty(), now);
    }

    private Set<String> sharers() {
        Set<String> sharers = new TreeSet<>();
        live.assembler()
                .pool()
                .modules()
                .values()
                .forEach(module ->
                        module.pieces().forEach(piece -> sharers.add(piece.sharer() + " " + piece.version())));
        return sharers;
    }

    private static final class NoPieces implements ReadOnlyKeyValueStore<ModuleKey, Gate> {
        @Override
        public @Nullable Gate get(ModuleKey key) {
            return null;
        }

        @Override
        public KeyValueIterator<ModuleKey, Gate> range(ModuleKey from, ModuleKey to) {
            return all();
        }

        @Override
        public KeyValueIterator<ModuleKey, Gate> all() {
            return new KeyValueIterator<>() {
                @Override
                public void close() {}

                @Override
                public ModuleKey peekNextKey() {
                    throw new NoSuchElementException();
                }

                @Override
                public boolean hasNext() {
                    return false;
                }

                @Override
                public KeyValue<ModuleKey, Gate> next() {
                    throw new NoSuchElementException();
                }
            };
        }

        @Override
        public long approximateNumEntries() {
            return 0;
        }
    }
}
