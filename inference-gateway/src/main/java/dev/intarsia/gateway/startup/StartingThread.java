package dev.intarsia.gateway.startup;

import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The thread that starts something, which another can tell to wait no longer. */
final class StartingThread {
    private @Nullable Thread thread;
    private boolean ended;

    /** Does this on the current thread, unless {@link #end} was called; returns without an interrupt left where it is. */
    void run(Runnable start) {
        if (!begin()) {
            return;
        }
        try {
            start.run();
        } catch (InterruptException e) {
            if (!isEnded()) {
                throw e;
            }
        } finally {
            finish();
        }
    }

    /** Interrupts what is being started; what has not begun will not begin. */
    synchronized void end() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized boolean begin() {
        thread = ended ? null : Thread.currentThread();
        return thread != null;
    }

    private synchronized void finish() {
        thread = null;
        if (ended) {
            // The interrupt was for the start alone; what closes on this thread has to be able to wait.
            Thread.interrupted();
        }
    }
}
