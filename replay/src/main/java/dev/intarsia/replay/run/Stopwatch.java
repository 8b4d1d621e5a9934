package dev.intarsia.replay.run;

import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Work;

/** Takes what one call of a method costs. */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private final Method method;
    private final double flops;
    private final long began = System.nanoTime();

    private Stopwatch(Method method) {
        this.method = method;
        flops = method.flops();
    }

    static Stopwatch of(Method method) {
        return new Stopwatch(method);
    }

    Work work() {
        return new Work((System.nanoTime() - began) / NANOS, method.flops() - flops);
    }
}
