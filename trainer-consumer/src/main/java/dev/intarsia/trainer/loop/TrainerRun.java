package dev.intarsia.trainer.loop;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link TrainerLoop} on its own thread: outlasts outages, and ends at what no repetition mends. */
public final class TrainerRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrainerRun.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TIMES_FENCED = 3;

    private final TrainerWiring wiring;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable TrainerLoop loop;
    private volatile boolean ready;
    private volatile long lastTurn = System.nanoTime();
    private volatile @Nullable Throwable failure;
    private int fenced;

    public TrainerRun(TrainerWiring wiring) {
        this.wiring = requireNonNull(wiring);
        this.thread = new Thread(this::run, "trainer");
    }

    public void start() {
        thread.start();
    }

    /**
     * Whether every partition this trainer has is being worked on: not while batches fail, and not while one takes longer
     * than the group waits for a member.
     */
    public boolean ready() {
        return ready && System.nanoTime() - lastTurn < wiring.longestTurn().toNanos();
    }

    /** What ended the work, where nobody had asked for the end. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until the work has ended. */
    public void await() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            while (!stopping()) {
                turn();
            }
        } catch (RuntimeException | Error e) {
            if (!stopping()) {
                log.error("The trainer stops", e);
                failure = e;
            }
        } finally {
            ready = false;
            closeLoop();
        }
    }

    private void turn() {
        try {
            TrainerLoop current = loop;
            if (current == null) {
                current = wiring.open();
                loop = current;
            }
            CommitOutcome outcome = current.turn();
            lastTurn = System.nanoTime();
            ready = current.ready() && outcome instanceof CommitOutcome.Committed;
            if (!(outcome instanceof CommitOutcome.Committed)) {
                countFencing(outcome);
                pause();
            } else if (ready) {
                fenced = 0;
            }
        } catch (RetriableException | RegistryUnavailableException e) {
            ready = false;
            log.warn("Trying again in {} ms: {}", PAUSE.toMillis(), e.getMessage());
            pause();
        } catch (FencedInstanceIdException e) {
            throw twice(e);
        } catch (WakeupException | InterruptException e) {
            if (!stopping()) {
                throw e;
            }
        }
    }

    /** Two trainers of one transactional id would fence each other for ever. */
    private void countFencing(CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Lost lost
                && lost.cause() instanceof ProducerFencedException
                && ++fenced == TIMES_FENCED) {
            throw twice(lost.cause());
        }
    }

    private IllegalStateException twice(RuntimeException cause) {
        return new IllegalStateException(
                "Another running trainer has the name of this one, '" + wiring.transactionalId()
                        + "'; give each a kafka.instance of its own.",
                cause);
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void closeLoop() {
        TrainerLoop open = loop;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                log.warn("The trainer's clients were not closed cleanly", e);
            }
        }
    }

    /** Ends the work once the batch under way is committed. */
    @Override
    public void close() {
        stop.countDown();
        TrainerLoop open = loop;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                log.warn("A batch is not done after {} s; leaving it uncommitted", PATIENCE.toSeconds());
                thread.interrupt();
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
