package dev.intarsia.stack.ending;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Lets the thread that created it close its resources before the process ends on a signal. Close it last. */
public final class OrderlyEnd implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SignalHandler end = SignalHandler.after(this::letClose);
    private volatile boolean told;

    /** Waits until the process is told to end. */
    public void await() {
        try {
            closed.await();
        } catch (InterruptedException asked) {
            // The owner goes on by closing what it holds.
        }
    }

    private void letClose() {
        told = true;
        owner.interrupt();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the process has been told to end it ends here, and this does not return. */
    @Override
    public void close() {
        closed.countDown();
        while (told) {
            LockSupport.park(this);
        }
        end.close();
    }
}
