package dev.intarsia.pretrain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a run between two steps, with its state written, when the process receives a signal to end. The caller then
 * ends the process: the run itself is only suspended.
 */
public final class OrderlyStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    private static final int LONGEST_STEP_SECONDS = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean requested;

    /** Asks for the stop and waits until it is reached, or at once where no run has a state to write. */
    public void request() {
        requested = true;
        if (!running) {
            return;
        }
        try {
            boolean inTime = reached.await(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
            LOG.debug("The run stopped in time: {}", inTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean requested() {
        return requested;
    }

    /** From now on there is a state worth writing. */
    void begin() {
        running = true;
    }

    /** Says that the state is written, and rests: the process is about to end. Never returns. */
    void reached() {
        reached.countDown();
        while (true) {
            LockSupport.park(this);
        }
    }

    /** From now on there is none. */
    void end() {
        running = false;
        reached.countDown();
    }
}
