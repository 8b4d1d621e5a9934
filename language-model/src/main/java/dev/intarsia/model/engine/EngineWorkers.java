package dev.intarsia.model.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Works on independent parts of a pass at the same time, each part on one core: the calling thread together with as many
 * others as the engine has threads. Two threads that share products wait for each other at every one of hundreds, and far
 * longer where something else has one of the cores; two parts never do.
 *
 * <p>Safe to use from several threads. A part must not call this again.
 */
public final class EngineWorkers {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(EngineWorkers::thread);

    private final int parts;

    /** @param parts how many cores to use, at least 1 */
    EngineWorkers(int parts) {
        this.parts = parts;
    }

    /** All cores where a call computes on one of them, and one call at a time where it shares them itself. */
    static EngineWorkers beside(EngineThreads threads) {
        return new EngineWorkers(threads == EngineThreads.ONE ? EngineThreads.started() : 1);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "engine-" + STARTED.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** How much of {@code total} one call should take at most, so that all cores have about as much to do. */
    int evenly(int total, int most) {
        int rounds = Math.max(1, (total + parts * most - 1) / (parts * most));
        return Math.max(1, (total + parts * rounds - 1) / (parts * rounds));
    }

    /** Deals things out to the parts, neighbours to different ones. */
    public <T> List<List<T>> deal(List<T> things) {
        int count = Math.max(1, Math.min(parts, things.size()));
        return IntStream.range(0, count)
                .mapToObj(part -> IntStream.range(0, things.size())
                        .filter(i -> i % count == part)
                        .mapToObj(things::get)
                        .toList())
                .toList();
    }

    /** Does something with each thing, with those of one part one after the other. */
    <T> void each(List<T> things, Consumer<T> work) {
        together(deal(things).stream()
                .<Supplier<Boolean>>map(part -> () -> {
                    part.forEach(work);
                    return true;
                })
                .toList());
    }

    /**
     * The results of all parts, in their order. Returns, or throws what one of them threw, when all have ended.
     *
     * @param work at least one
     */
    public <T> List<T> together(List<Supplier<T>> work) {
        List<CompletableFuture<T>> others = new ArrayList<>();
        for (Supplier<T> part : work.subList(1, work.size())) {
            others.add(CompletableFuture.supplyAsync(part, OTHERS));
        }
        List<T> results = new ArrayList<>();
        try {
            results.add(work.get(0).get());
        } finally {
            others.forEach(other -> other.handle((result, failure) -> true).join());
        }
        others.forEach(other -> results.add(result(other)));
        return results;
    }

    private static <T> T result(CompletableFuture<T> done) {
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
