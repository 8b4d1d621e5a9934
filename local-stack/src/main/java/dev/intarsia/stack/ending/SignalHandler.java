package dev.intarsia.stack.ending;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Handles Ctrl-C, SIGTERM and SIGHUP while this is open: an action runs first, then {@link HardExit} with 128 plus the
 * signal's number as the exit code. A second signal does not wait for the action.
 */
public final class SignalHandler implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int BY_SIGNAL = 128;

    private final Runnable first;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Map<Signal, sun.misc.SignalHandler> before = new HashMap<>();

    private SignalHandler(Runnable first) {
        this.first = requireNonNull(first);
    }

    /** The process ends when this has been done. */
    public static SignalHandler after(Runnable first) {
        return after(first, SIGNALS);
    }

    /** @param signals those that the system lacks are left out */
    static SignalHandler after(Runnable first, List<String> signals) {
        SignalHandler end = new SignalHandler(first);
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
    public static SignalHandler atOnce() {
        return after(() -> {});
    }

    private void end(Signal signal) {
        try {
            if (told.compareAndSet(false, true)) {
                first.run();
            }
        } finally {
            HardExit.now(BY_SIGNAL + signal.getNumber());
        }
    }

    /** Puts back what happened before. */
    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
