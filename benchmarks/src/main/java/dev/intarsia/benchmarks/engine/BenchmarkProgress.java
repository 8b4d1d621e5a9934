package dev.intarsia.benchmarks.engine;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is being measured, with the time since the start. */
public final class BenchmarkProgress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public BenchmarkProgress(PrintStream out) {
        this.out = out;
    }

    public void show(String format, Object... values) {
        out.printf(
                "%4d s  %s%n",
                (System.nanoTime() - start) / 1_000_000_000L, String.format(Locale.ROOT, format, values));
    }
}
