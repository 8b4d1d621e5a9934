package dev.intarsia.stack.ending;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What happens when this process is told to end, by Ctrl-C, SIGTERM or SIGHUP, while this is open: something first, then
 * {@link ProcessEnd}, with 128 and the signal's number as the exit code. Who tells it twice does not wait for the first.
 */
public final class ToldToEnd implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int BY_SIGNAL = 128;

    private final Runnable first;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Map<Signal, SignalHandler> before = new HashMap<>();

    private ToldToEnd(Runnable first) {
        this.first = requireNonNull(first);
    }

    /** The process ends when this has been done. */
    public static ToldToEnd after(Runnable first) {
        return after(first, SIGNALS);
    }

    /** @param signals those that the system lacks are left out */
    static ToldToEnd after(Runnable first, List<String> signals) {
        ToldToEnd end = new ToldToEnd(first);
        for (String name : signals) {
            try {
                Signal signal = new Signal(name);
                end.before.put(signal, Signal.handle(signal, end::end));
            } catch (IllegalArgumentException leftToTheSystem) {
                // As with -Xrs, or HUP on Windows: the system ends the process, and runs no destructors either.
            }
        }
        return end;
    }

    /** The process ends without anything done before: for what a sudden end never harms. */
    public static ToldToEnd atOnce() {
        return after(() -> {});
    }

    private void end(Signal signal) {
        try {
            if (told.compareAndSet(false, true)) {
                first.run();
            }
        } finally {
            ProcessEnd.now(BY_SIGNAL + signal.getNumber());
        }
    }

    /** Puts back what happened before. */
    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
