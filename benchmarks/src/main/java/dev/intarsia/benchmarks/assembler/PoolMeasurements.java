package dev.intarsia.benchmarks.assembler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What changes of the pool cost: a large pool, many users, and a pool that never rests. */
final class PoolMeasurements {
    private static final int SAMPLED_EVENTS = 16;
    private static final int CHANGES = 5;
    private static final int TICKS_A_SECOND = 10;
    /** The queue with the least share of the looks gets one of so many. */
    private static final int QUEUE_SHARE = 8;

    private static final int RESCORE = 200;

    private final SyntheticBehavior behavior;
    private final AssemblerEffort effort;
    private final BenchmarkProgress progress;

    PoolMeasurements(SyntheticBehavior behavior, AssemblerEffort effort, BenchmarkProgress progress) {
        this.behavior = behavior;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * A large pool.
     *
     * @param firstBuildMillis making it ready with the whole sample of the population
     * @param changeMillis making it ready after one sharer's pieces changed; the median
     * @param resampleMillis making it ready after the sample changed
     */
    record LargePool(double firstBuildMillis, double changeMillis, double resampleMillis) {}

    LargePool largePool() {
        progress.show(
                "a pool of %d sharers at %d modules",
                effort.manySharers(), behavior.modules().size());
        try (MemoryAssembler assembler = new MemoryAssembler(Map.of(), false)) {
            for (int sharer = 0; sharer < effort.manySharers(); sharer++) {
                share(assembler, sharer, 1);
            }
            sample(assembler, 0);
            double before = assembler.preparingMillis();
            assembler.untilNextSample();
            double first = assembler.preparingMillis() - before;
            // Whatever was noted of the pieces' arrival is over then.
            assembler.settle();
            List<Double> changes = new ArrayList<>();
            for (int change = 1; change <= CHANGES; change++) {
                progress.show("a pool of %d sharers: change %d of %d", effort.manySharers(), change, CHANGES);
                before = assembler.preparingMillis();
                share(assembler, change, 2);
                assembler.untilNextPool();
                changes.add(assembler.preparingMillis() - before);
            }
            before = assembler.preparingMillis();
            sample(assembler, SAMPLED_EVENTS);
            assembler.untilNextSample();
            return new LargePool(
                    first, changes.stream().sorted().toList().get(CHANGES / 2), assembler.preparingMillis() - before);
        }
    }

    private void share(MemoryAssembler assembler, int sharer, long version) {
        for (int module = 0; module < behavior.modules().size(); module++) {
            assembler.send(behavior.piece(sharer, version, module));
        }
    }

    /** Events of enough users to fill the population's sample. */
    private void sample(MemoryAssembler assembler, int from) {
        for (int user = 0; user < effort.sampledUsers(); user++) {
            for (int event = from; event < from + SAMPLED_EVENTS; event++) {
                send(assembler, user, event);
            }
        }
    }

    private void send(MemoryAssembler assembler, int user, int event) {
        assembler.send(SyntheticBehavior.user(user).getBytes(UTF_8), assembler.bytes(behavior.event(user, event)));
    }

    /**
     * Many users after a change of the pool.
     *
     * @param seconds of a core's time until the last of them was looked at
     * @param looked how many were, since the change can affect them
     * @param assigned how many of them were given another assignment
     * @param stateBytes of a user as stored
     */
    record ManyUsers(double seconds, double looked, long assigned, double stateBytes) {}

    ManyUsers manyUsers() {
        progress.show("reassembly of %d users", effort.manyUsers());
        try (MemoryAssembler assembler =
                new MemoryAssembler(Map.of("population.users", "16", "pool.rescore", "1000"), true)) {
            for (int sharer = 0; sharer < effort.sharers(); sharer++) {
                share(assembler, sharer, 1);
            }
            for (int user = 0; user < Math.min(effort.manyUsers(), 1_000); user++) {
                send(assembler, user, 0);
            }
            assembler.settle();
            for (int event = 1; event < 3; event++) {
                for (int user = 0; user < effort.manyUsers(); user++) {
                    send(assembler, user, event);
                }
                assembler.settle();
            }
            share(assembler, 0, 2);
            assembler.untilNextPool();
            double looked = assembler.waitingUsers();
            long assigned = assembler.assigned();
            double seconds = CoreTime.seconds(() -> {
                while (assembler.waitingUsers() > 0) {
                    assembler.tick();
                }
            });
            return new ManyUsers(
                    seconds,
                    looked,
                    assembler.assigned() - assigned,
                    assembler.users().meanBytes());
        }
    }

    /**
     * A pool that changes every second, for a minute.
     *
     * @param boundSeconds within which every affected user is to be looked at: when all queues are full, the one with the
     *     least share gets an eighth of the looks
     * @param longestSeconds how long somebody may have waited at most
     * @param stale users who wait longer than the bound at the end
     */
    record Churn(double boundSeconds, double longestSeconds, double stale) {}

    Churn churn() {
        progress.show("%d users and a pool that changes every second", effort.churnUsers());
        double bound = effort.churnUsers() * (double) QUEUE_SHARE / (RESCORE * TICKS_A_SECOND);
        try (MemoryAssembler assembler =
                new MemoryAssembler(Map.of("pool.rescore", Integer.toString(RESCORE)), false)) {
            for (int sharer = 0; sharer < effort.sharers(); sharer++) {
                share(assembler, sharer, 1);
            }
            for (int event = 0; event < 4; event++) {
                for (int user = 0; user < effort.churnUsers(); user++) {
                    send(assembler, user, event);
                }
                assembler.settle();
            }
            SplittableRandom random = new SplittableRandom(1);
            double longest = 0;
            for (int second = 0; second < effort.churnSeconds(); second++) {
                share(assembler, random.nextInt(effort.sharers()), 2 + second);
                send(assembler, second % effort.churnUsers(), 4 + second / effort.churnUsers());
                for (int tick = 0; tick < TICKS_A_SECOND; tick++) {
                    assembler.tick();
                    longest = Math.max(longest, assembler.waitingSeconds());
                }
            }
            double stale = assembler.waitingSeconds() > bound ? assembler.waitingUsers() : 0;
            return new Churn(bound, longest, stale);
        }
    }
}
