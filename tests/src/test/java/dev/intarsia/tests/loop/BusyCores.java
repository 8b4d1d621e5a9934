package dev.intarsia.tests.loop;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A machine with something else to do on every core, until it is closed. */
record BusyCores(List<Thread> busy, AtomicBoolean done) implements AutoCloseable {
    static BusyCores all() {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> busy = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(core -> new Thread(
                        () -> {
                            while (!done.get()) {
                                Thread.onSpinWait();
                            }
                        },
                        "busy-" + core))
                .toList();
        busy.forEach(thread -> thread.setDaemon(true));
        busy.forEach(Thread::start);
        return new BusyCores(busy, done);
    }

    int threads() {
        return busy.size();
    }

    @Override
    public void close() {
        done.set(true);
    }
}
