package dev.intarsia.model.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Works on independent parts of a pass at the same time, each part on one core: the calling thread and others, together as
 * many as there are cores. Two threads that share products wait for each other at every one of hundreds, and far longer
 * where something else has one of the cores; two parts never do. There are more parts than cores, and a thread that is done
 * takes the next part, so that none waits for a core that is busy with something else.
 *
 * <p>Safe to use from several threads. A part must not call this again.
 */
public final class EngineWorkers {
    private static final int PARTS_PER_CORE = 3;
    private static final int CALLS_IN_MEMORY = 2;
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(EngineWorkers::thread);

    private final int cores;

    /** @param cores how many to use, at least 1 */
    EngineWorkers(int cores) {
        this.cores = cores;
    }

    /** All cores where a call computes on one of them, and one call at a time where it shares them itself. */
    static EngineWorkers beside(EngineThreads threads) {
        int cores = Math.min(EngineThreads.started(), Runtime.getRuntime().availableProcessors());
        return threads == EngineThreads.ONE ? new EngineWorkers(cores) : alone();
    }

    /** The calling thread only. */
    static EngineWorkers alone() {
        return new EngineWorkers(1);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "engine-" + STARTED.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** How many parts work is best cut into; 1 where there is but one core. */
    private int parts() {
        return cores == 1 ? 1 : cores * PARTS_PER_CORE;
    }

    /**
     * How many tokens one call may take, so that all calls of one pass take no more memory than two of the largest.
     *
     * @param most what a lone call may take
     */
    int tokensPerCall(int most) {
        return cores <= CALLS_IN_MEMORY ? most : Math.max(1, CALLS_IN_MEMORY * most / cores);
    }

    /** The same, and no more of {@code total} than its share, so that there is a part for everyone all the time. */
    int tokensPerCall(int total, int most) {
        return Math.max(1, Math.min(tokensPerCall(most), (total + parts() - 1) / parts()));
    }

    /**
     * Deals things out to parts, neighbours to different ones; no more parts than cores, unless each has at least {@code
     * least} things.
     */
    public <T> List<List<T>> deal(List<T> things, int least) {
        int count = Math.max(1, Math.max(Math.min(cores, things.size()), Math.min(parts(), things.size() / least)));
        return IntStream.range(0, count)
                .mapToObj(part -> IntStream.range(0, things.size())
                        .filter(i -> i % count == part)
                        .mapToObj(things::get)
                        .toList())
                .toList();
    }

    /** Does something with each thing. */
    <T> void each(List<T> things, Consumer<T> work) {
        together(things, thing -> {
            work.accept(thing);
            return true;
        });
    }

    /** The results of all parts, in their order. Returns, or throws what one of them threw, when all have ended. */
    public <T, R> List<R> together(List<T> parts, Function<T, R> work) {
        List<CompletableFuture<R>> results = new ArrayList<>();
        parts.forEach(part -> results.add(new CompletableFuture<>()));
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
                run(parts.get(i), work, results.get(i));
            }
        };
        try {
            for (int other = 1; other < Math.min(cores, parts.size()); other++) {
                OTHERS.execute(worker);
            }
        } catch (OutOfMemoryError noMoreThreads) {
            // Those that there are do it all; this one must not leave while others work.
        }
        worker.run();
        results.forEach(result -> result.handle((value, failure) -> true).join());
        return results.stream().map(EngineWorkers::result).toList();
    }

    /**
     * Begins something that goes on beside what the calling thread does next; it may call this object again. Where a call
     * takes all cores it is done at once.
     *
     * @return waits for the result, or throws what was thrown
     */
    public <R> Supplier<R> beside(Supplier<R> work) {
        CompletableFuture<R> result = new CompletableFuture<>();
        Runnable all = () -> run(work, Supplier::get, result);
        if (cores == 1) {
            all.run();
        } else {
            try {
                OTHERS.execute(all);
            } catch (OutOfMemoryError noMoreThreads) {
                all.run();
            }
        }
        return () -> result(result);
    }

    private static <T, R> void run(T part, Function<T, R> work, CompletableFuture<R> result) {
        try {
            result.complete(work.apply(part));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static <R> R result(CompletableFuture<R> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
