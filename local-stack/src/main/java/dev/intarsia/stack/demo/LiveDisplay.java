package dev.intarsia.stack.demo;

import java.io.PrintStream;
import java.util.Locale;

/** One line that follows the run: rewritten in place on a terminal, printed now and then elsewhere. For any threads. */
public final class LiveDisplay {
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long lastPrint = System.nanoTime() - PAUSE_NANOS;
    private boolean open;

    public LiveDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Where the run stands now; the next call replaces it. */
    public synchronized void status(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
            open = true;
        } else if (System.nanoTime() - lastPrint >= PAUSE_NANOS) {
            out.println(line);
            lastPrint = System.nanoTime();
        }
    }

    /** A line that stays. */
    public synchronized void say(String format, Object... values) {
        if (open) {
            out.print("\r\u001b[K");
            open = false;
        }
        out.println(String.format(Locale.ROOT, format, values));
        lastPrint = System.nanoTime();
    }
}
