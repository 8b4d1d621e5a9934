package dev.intarsia.model.pretrain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run between two steps when the process is asked to end. The engine must not be computing while the process
 * exits: its own exit would free what it computes with.
 */
final class OrderlyStop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    private static final int LONGEST_STEP_SECONDS = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "orderly-stop");
    private volatile boolean requested;

    /** A stop that only {@link #request} asks for. */
    OrderlyStop() {}

    /** A stop that an end of the process requests. */
    static OrderlyStop onExit() {
        OrderlyStop stop = new OrderlyStop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** Asks for the stop and waits until it is reached. */
    void request() {
        requested = true;
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

    /** Says that the engine rests, and rests with it: the process is about to end. Never returns. */
    void reached() {
        reached.countDown();
        while (true) {
            LockSupport.park(this);
        }
    }

    @Override
    public void close() {
        reached.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
