package dev.intarsia.stack.replay;

/**
 * Ends the process at once when it is told to while this is open. The engine cannot be interrupted, and a JVM that goes down
 * around it may crash; a replay is never harmed by a sudden end.
 */
public final class EndAtOnce implements AutoCloseable {
    private static final int INTERRUPTED = 130;

    private volatile boolean over;

    public EndAtOnce() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-at-once"));
    }

    private void end() {
        if (!over) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
