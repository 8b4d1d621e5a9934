package dev.intarsia.trainer.loop;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.UpdateOutcome;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import dev.intarsia.trainer.beneath.BeneathReading;
import dev.intarsia.trainer.erase.ErasureSweeps;
import dev.intarsia.trainer.observe.BatchPhase;
import dev.intarsia.trainer.observe.BatchReport;
import dev.intarsia.trainer.observe.BatchReports;
import dev.intarsia.trainer.observe.PhaseClock;
import dev.intarsia.trainer.observe.TrainerListener;
import dev.intarsia.trainer.observe.TrainerMetrics;
import dev.intarsia.trainer.partition.AssignedPartitions;
import dev.intarsia.trainer.partition.StandbyPartitions;
import dev.intarsia.trainer.partition.StateRestorer;
import dev.intarsia.trainer.share.SharingReader;
import dev.intarsia.trainer.work.BatchWork;
import dev.intarsia.trainer.work.RefusedEvent;
import dev.intarsia.trainer.work.TransactionOutput;
import dev.intarsia.trainer.work.TransactionWriter;
import dev.intarsia.trainer.work.WrittenPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn after another of the trainer's work. Not thread-safe, but for {@link #wakeup}. */
final class TrainerLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrainerLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration RESTORE_POLL = Duration.ofMillis(50);
    private static final Duration OFFSETS = Duration.ofSeconds(10);
    private static final long SLOW_GATES_MILLIS = 100;

    private final EventReader reader;
    private final SharingReader sharing;
    private final StateRestorer restorer;
    private final StandbyPartitions standbys;
    private final AssignedPartitions held;
    private final BatchWork work;
    private final @Nullable BeneathReading beneath;
    private final TransactionWriter writer;
    private final Transactions transactions;
    private final ErasureSweeps sweeps;
    private final TrainerMetrics metrics;
    private final TrainerListener listener;
    private final Admin admin;
    private final Overload overload;
    private final BatchPace pace;
    private final FaultIsolation isolation;
    private final Set<String> changed = new LinkedHashSet<>();

    /**
     * @param maxEvents records in a batch, at most
     * @param pace bounds batches by the time they take
     * @param beneath what residuals are on top of; null where nobody has one
     * @param admin of the restorers; closed with this, as everything else but the partitions held
     */
    TrainerLoop(
            int maxEvents,
            Overload overload,
            BatchPace pace,
            EventReader reader,
            SharingReader sharing,
            StateRestorer restorer,
            StandbyPartitions standbys,
            AssignedPartitions held,
            BatchWork work,
            @Nullable BeneathReading beneath,
            TransactionWriter writer,
            Transactions transactions,
            ErasureSweeps sweeps,
            TrainerMetrics metrics,
            TrainerListener listener,
            Admin admin) {
        this.isolation = new FaultIsolation(maxEvents);
        this.overload = requireNonNull(overload);
        this.pace = requireNonNull(pace);
        this.reader = requireNonNull(reader);
        this.sharing = requireNonNull(sharing);
        this.restorer = requireNonNull(restorer);
        this.standbys = requireNonNull(standbys);
        this.held = requireNonNull(held);
        this.work = requireNonNull(work);
        this.beneath = beneath;
        this.writer = requireNonNull(writer);
        this.transactions = requireNonNull(transactions);
        this.sweeps = requireNonNull(sweeps);
        this.metrics = requireNonNull(metrics);
        this.listener = requireNonNull(listener);
        this.admin = requireNonNull(admin);
    }

    /**
     * One turn: takes in decisions and ownership, reads back what came, and commits a batch if there is one.
     *
     * @return how the batch's transaction ended; committed where there was none to run
     */
    CommitOutcome turn() {
        changed.addAll(sharing.read());
        if (!sharing.caughtUp()) {
            return new CommitOutcome.Committed();
        }
        transactions.ready();
        reader.join();
        PhaseClock clock = new PhaseClock();
        reader.poll(restorer.busy() ? Duration.ZERO : IDLE);
        clock.end(BatchPhase.POLL);
        takeArrivals();
        List<ConsumerRecord<byte[], byte[]>> batch = reader.batch(Math.min(isolation.limit(), pace.limit()));
        if (!batch.isEmpty()) {
            // Somebody who was erased and came back must not be taken for who they were before.
            sharing.readToEnd(changed);
        }
        if (beneath != null && !(batch.isEmpty() && changed.isEmpty())) {
            beneath.readToEnd(held.numbers());
        }
        clock.end(BatchPhase.DECISIONS);
        lookAtLoad();
        long begun = System.nanoTime();
        TransactionOutput output = work(batch);
        clock.end(BatchPhase.WORK);
        CommitOutcome outcome = new CommitOutcome.Committed();
        if (output == null) {
            log.warn("Taking the batch by halves, to find the record that makes it fail");
        } else if (output.none()) {
            changed.clear();
        } else {
            outcome = commit(output, batch, begun, clock);
            pace.took(batch.size(), (System.nanoTime() - begun) / 1_000_000);
        }
        held.confirm();
        if (ready()) {
            followOthers();
        }
        if (outcome instanceof CommitOutcome.Committed && !restorer.busy()) {
            Set<String> waiting = held.pendingErasure();
            waiting.addAll(changed);
            sweeps.turn(held.numbers(), waiting, sharing.register());
        }
        metrics.standing(reader.lag(), (int) held.users(), held.partitions(), restorer.remaining());
        return outcome;
    }

    private void lookAtLoad() {
        LoadLevel before = overload.level();
        long waiting = reader.lag();
        LoadLevel now = overload.at(waiting);
        if (now != before) {
            log.warn(
                    "{} events wait: updates are trained at level {} ({}), before at {}",
                    waiting,
                    now.number(),
                    now,
                    before);
        }
        metrics.load(now);
    }

    /** What the batch leads to; null where it fails by the fault of one of its records, until that one is found. */
    private @Nullable TransactionOutput work(List<ConsumerRecord<byte[], byte[]>> batch) {
        if (isolation.isBlamed(batch)) {
            return refused(
                    batch.get(0),
                    new RecordRefusal(
                            RefusalReason.FAILS, "The record makes the transaction fail that it is part of."));
        }
        try {
            return work.work(batch, changed, held, sharing.register(), overload.level());
        } catch (RuntimeException e) {
            if (batch.isEmpty() || !RecordFault.is(e)) {
                throw e;
            }
            log.warn("A batch of {} events cannot be worked on", batch.size(), e);
            isolation.failed(batch, e);
            return batch.size() > 1 ? null : refused(batch.get(0), RecordRefusal.of(e));
        }
    }

    /** Fails where it is not the record that fails. */
    private TransactionOutput refused(ConsumerRecord<byte[], byte[]> record, RecordRefusal refusal) {
        return work.work(List.of(), changed, held, sharing.register(), overload.level())
                .refusing(new RefusedEvent(record, refusal));
    }

    /** Whether decisions are read, the group has given its partitions, and all of them are read back. */
    boolean ready() {
        return sharing.caughtUp() && reader.joined() && !restorer.busy();
    }

    private void takeArrivals() {
        Map<Integer, Long> arrivals = reader.arrivals(OFFSETS);
        if (!arrivals.isEmpty()) {
            isolation.resume(reader.blamedInARow());
            sharing.readToEnd(changed);
        }
        arrivals.forEach((partition, offset) -> {
            standbys.cancel(partition);
            restorer.begin(partition, offset);
            reader.begun(partition);
        });
        restorer.step(RESTORE_POLL, held).forEach((partition, offset) -> {
            reader.open(partition, offset);
            changed.addAll(sharing.register().events().waiting());
            changed.addAll(
                    held.users(partition, (user, published) -> work.concerns(user, published, sharing.register())));
        });
    }

    private void followOthers() {
        if (standbys.due()) {
            sharing.readToEnd(changed);
            try {
                standbys.begin();
            } catch (KafkaException e) {
                log.warn("Partitions of other trainers are not followed for now: {}", e.getMessage());
            }
        }
        standbys.step();
    }

    private CommitOutcome commit(
            TransactionOutput output, List<ConsumerRecord<byte[], byte[]>> batch, long begun, PhaseClock clock) {
        int inARow = isolation.inARowAfter(batch, output.accepted());
        WrittenPositions positions = new WrittenPositions();
        Map<TopicPartition, OffsetAndMetadata> offsets = reader.offsetsAfter(batch, inARow);
        CommitOutcome outcome = transactions.run(
                producer -> {
                    writer.write(output, producer, positions);
                    clock.end(BatchPhase.WRITE);
                },
                offsets,
                reader.group());
        clock.end(BatchPhase.COMMIT);
        if (outcome instanceof CommitOutcome.Committed) {
            offsets.forEach((at, offset) -> positions.reached(at, offset.offset()));
            held.apply(output.overlay(), output.published(), positions.byPartition());
            clock.end(BatchPhase.STORE);
            if (!batch.isEmpty()) {
                metrics.phases(clock);
            }
            reader.committed(batch, inARow);
            Instant now = Instant.now();
            output.followed()
                    .forEach(followed -> sharing.register()
                            .events()
                            .followed(followed.erasure().id(), now));
            changed.clear();
            isolation.succeeded(batch, output.accepted());
            output.refused()
                    .forEach(refused -> metrics.refused(
                            reader.topic(),
                            RefusedCounter.Outcome.DEAD_LETTER,
                            refused.refusal().reason()));
            tell(output, BatchReports.of(output, (System.nanoTime() - begun) / 1_000_000));
        } else if (outcome instanceof CommitOutcome.Aborted aborted) {
            log.warn("A batch of {} events was not committed; working on it again", batch.size(), aborted.cause());
            metrics.failed("aborted");
            if (!batch.isEmpty() && RecordFault.is(aborted.cause())) {
                isolation.failed(batch, aborted.cause());
            }
            reader.rewind();
        } else if (outcome instanceof CommitOutcome.Lost lost) {
            log.warn("The end of a transaction is unknown; reading all partitions back", lost.cause());
            metrics.failed("lost");
            reader.restart();
        }
        return outcome;
    }

    private void tell(TransactionOutput output, BatchReport report) {
        Instant now = Instant.now();
        for (UpdateOutcome update : output.batchResult().updates()) {
            if (update instanceof UpdateOutcome.Published published
                    && published.standing().hold() == null) {
                metrics.fresh(published.standing().lastIngestedAt(), now);
                UpdateLog.released(published).ifPresent(text -> log.warn("{}", text));
            } else {
                log.warn("The old version stays: {}", UpdateLog.text(update));
            }
        }
        if (report.gateMillis() >= SLOW_GATES_MILLIS) {
            log.info("The gates of {} sharers took {} ms", report.sharersCut(), report.gateMillis());
        }
        metrics.committed(report);
        listener.committed(report);
    }

    void wakeup() {
        reader.wakeup();
    }

    @Override
    public void close() {
        sweeps.close();
        reader.close();
        transactions.close();
        restorer.close();
        standbys.close();
        admin.close();
        sharing.close();
        work.close();
        if (beneath != null) {
            beneath.close();
        }
    }
}
