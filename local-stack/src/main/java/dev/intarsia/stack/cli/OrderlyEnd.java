package dev.intarsia.stack.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets the thread that made it close what it holds when the process is told to end, before the process is gone: native
 * code must not be in mid-computation then. Close it last.
 */
final class OrderlyEnd implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "intarsia-end");

    OrderlyEnd() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits until the process is told to end. */
    void await() {
        try {
            closed.await();
        } catch (InterruptedException told) {
            // The owner goes on by closing what it holds.
        }
    }

    private void end() {
        owner.interrupt();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is what ran.
        }
    }
}
