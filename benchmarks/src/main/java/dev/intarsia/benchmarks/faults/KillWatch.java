package dev.intarsia.benchmarks.faults;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** Kills a trainer when it has come to a given point of its work, as the broker and its readiness show it. */
final class KillWatch {
    private static final long GIVE_UP_NANOS = 60_000_000_000L;
    private static final int LONGEST_DELAY_MILLIS = 30;
    private static final int LONGEST_RESTORE_DELAY_MILLIS = 300;

    private final Admin admin;
    private final GroupProgress group;
    private final Random random;

    /**
     * @param admin left open
     * @param group of the trainers
     */
    KillWatch(Admin admin, GroupProgress group, Random random) {
        this.admin = requireNonNull(admin);
        this.group = requireNonNull(group);
        this.random = requireNonNull(random);
    }

    /**
     * Waits for the point and kills.
     *
     * @param transactionalId of the trainer
     * @return whether it was at that point, and not killed because it did not come there in time
     */
    boolean kill(TrainerLife trainer, String transactionalId, KillPoint point) throws InterruptedException {
        boolean there = switch (point) {
            case RESTORE -> restoring(trainer);
            case INSIDE_COMMIT -> awaitOpen(trainer, transactionalId);
            case AFTER_COMMIT -> committed(trainer, transactionalId);
            case BEFORE_COMMIT -> between(trainer, transactionalId);
        };
        trainer.kill();
        return there;
    }

    /** Waits until any of these has a transaction open; false where none has in time. */
    boolean awaitOpen(List<String> transactionalIds) throws InterruptedException {
        return await(() -> true, () -> transactionalIds.stream().anyMatch(this::open));
    }

    private boolean awaitOpen(TrainerLife trainer, String transactionalId) throws InterruptedException {
        return await(trainer::alive, () -> open(transactionalId));
    }

    private boolean restoring(TrainerLife trainer) throws InterruptedException {
        int delay = random.nextInt(LONGEST_RESTORE_DELAY_MILLIS);
        if (!await(trainer::alive, () -> trainer.readiness() == 503)) {
            return false;
        }
        long until = System.nanoTime() + delay * 1_000_000L;
        boolean still = true;
        while (still && System.nanoTime() < until) {
            Thread.sleep(1);
            still = trainer.readiness() == 503;
        }
        return still;
    }

    private boolean committed(TrainerLife trainer, String transactionalId) throws InterruptedException {
        return awaitOpen(trainer, transactionalId) && await(trainer::alive, () -> !open(transactionalId));
    }

    private boolean between(TrainerLife trainer, String transactionalId) throws InterruptedException {
        int delay = random.nextInt(LONGEST_DELAY_MILLIS);
        if (!await(trainer::alive, () -> trainer.readiness() == 200)) {
            return false;
        }
        Thread.sleep(delay);
        return await(trainer::alive, () -> group.left() > 0 && !open(transactionalId));
    }

    /** Whether a transaction is open, or being decided. */
    private boolean open(String transactionalId) {
        try {
            TransactionState state = requireNonNull(
                            BrokerAnswer.await(admin.describeTransactions(List.of(transactionalId))
                                            .all())
                                    .get(transactionalId))
                    .state();
            return state == TransactionState.ONGOING
                    || state == TransactionState.PREPARE_COMMIT
                    || state == TransactionState.PREPARE_ABORT;
        } catch (TransactionalIdNotFoundException notYet) {
            return false;
        }
    }

    /** A condition that is asked for until it holds. */
    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** @return whether it held before the time was over; where it makes sense no longer, it never will */
    private static boolean await(BooleanSupplier sensible, Condition condition) throws InterruptedException {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > giveUp || !sensible.getAsBoolean()) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }
}
