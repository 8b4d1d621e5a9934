package dev.intarsia.stack.replay;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/** Tells again and again how long something has been under way, where that something tells nothing of itself. */
final class Heartbeat implements AutoCloseable {
    private final ScheduledExecutorService clock;

    private Heartbeat(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /** @param beat gets the seconds since the start, on another thread, at once and then every {@code pause} */
    static Heartbeat start(Duration pause, DoubleConsumer beat) {
        ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "replay-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        long began = System.nanoTime();
        clock.scheduleWithFixedDelay(
                () -> beat.accept((System.nanoTime() - began) / 1e9), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        return new Heartbeat(clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
