package dev.intarsia.trainer.observe;

import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.schemas.validation.Age;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The trainer's meters, all named {@code intarsia.trainer.…}. Safe for use by several threads. */
public final class TrainerMetrics {
    private final MeterRegistry registry;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong loadLevel = new AtomicLong();
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong partitions = new AtomicLong();
    private final AtomicLong restoring = new AtomicLong();
    private final AtomicLong openErasures = new AtomicLong();
    private final Timer batch;
    private final Timer freshness;
    private final Timer gates;
    private final DistributionSummary baseLoss;
    private final DistributionSummary ownLoss;
    private final Counter drifts;
    private final RefusedCounter refused;

    public TrainerMetrics(MeterRegistry registry) {
        this.registry = registry;
        drifts = Counter.builder("intarsia.trainer.drifts")
                .description("Updates whose new events were harder to predict than those before, by more than chance")
                .register(registry);
        refused = new RefusedCounter(registry, "trainer-consumer");
        gauge("lag", lag, "Events known to be waiting in the partitions held");
        gauge("load.level", loadLevel, "0: updates get all their training; 1: no rehearsal; 2: fewer updates too");
        gauge("users", users, "Users with a history or an adapter held");
        gauge("partitions", partitions, "Partitions held");
        gauge("restoring", restoring, "Records still to be read back from the log");
        gauge("erasure.open", openErasures, "Erasures whose events another sweep has to look for");
        batch = Timer.builder("intarsia.trainer.batch")
                .description("From reading a batch to its commit")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        freshness = Timer.builder("intarsia.trainer.freshness")
                .description("From ingest accepting an event to the commit of a version that has seen it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
        gates = Timer.builder("intarsia.trainer.gates")
                .description(
                        "Making the gates of a batch's pieces, which trains them where signatures.kind is activation")
                .register(registry);
        baseLoss = losses("base");
        ownLoss = losses("own");
    }

    /** Counts a committed batch. */
    public void committed(BatchReport report) {
        count("events", "outcome", "learned", report.events());
        count("events", "outcome", "duplicate", report.duplicates());
        count("events", "outcome", "forgotten", report.forgotten());
        count("events", "outcome", "refused", report.refused());
        count("events", "outcome", "unscored", report.unscored());
        count("updates", "outcome", "published", report.published());
        count("updates", "outcome", "dropped", report.dropped());
        for (HoldReason reason : HoldReason.values()) {
            count("updates", "outcome", "held-" + reason.text(), report.held().getOrDefault(reason, 0L));
        }
        drifts.increment(report.drifts());
        count("pieces", "change", "published", report.piecesPublished());
        count("pieces", "change", "withdrawn", report.piecesWithdrawn());
        count("pieces", "change", "kept", report.piecesKept());
        batch.record(Duration.ofMillis(report.millis()));
        if (report.sharersCut() > 0) {
            gates.record(Duration.ofMillis(report.gateMillis()));
        }
        LossSums losses = report.losses();
        if (losses.events() > 0) {
            baseLoss.record(losses.meanBase());
        }
        if (losses.ownEvents() > 0) {
            ownLoss.record(losses.own() / losses.ownEvents());
        }
    }

    /** An update of an adapter of this kind is trained; what is trained again, as after an abort, counts again. */
    public void trained(TrainedKind kind, UserUpdate update) {
        count(
                "rows",
                "kind",
                kind.name().toLowerCase(Locale.ROOT),
                update.steps().stream().mapToLong(List::size).sum());
    }

    /** A batch of events, now committed, took its time so. */
    public void phases(PhaseClock clock) {
        clock.nanos()
                .forEach((phase, nanos) -> Timer.builder("intarsia.trainer.phase")
                        .description(
                                "Parts of a batch's time, from waiting for its first event to its changes being stored")
                        .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                        .register(registry)
                        .record(Duration.ofNanos(nanos)));
    }

    /**
     * A partition is up to date in the local store.
     *
     * @param kind assigned or standby
     * @param records read for it
     */
    public void restored(String kind, long records, Duration time) {
        Counter.builder("intarsia.trainer.restore.records")
                .description("Records read to bring partitions in the local store up to date")
                .tag("kind", kind)
                .register(registry)
                .increment(records);
        Timer.builder("intarsia.trainer.restore")
                .description(
                        "Bringing a partition in the local store up to date; events of an assigned one wait for it")
                .tag("kind", kind)
                .register(registry)
                .record(time);
    }

    /** A version that has seen an event accepted then is in force now. */
    public void fresh(Instant ingestedAt, Instant now) {
        freshness.record(Age.of(ingestedAt, now));
    }

    /** A record of a topic was not used. */
    public void refused(String topic, RefusedCounter.Outcome outcome, RefusalReason reason) {
        refused.count(topic, outcome, reason);
    }

    /** A transaction did not end well: {@code aborted} or {@code lost}. */
    public void failed(String outcome) {
        count("transactions.failed", "outcome", outcome, 1);
    }

    /** How much training updates get. */
    public void load(LoadLevel level) {
        loadLevel.set(level.number());
    }

    /** How things stand. */
    public void standing(long waiting, int heldUsers, int heldPartitions, long toRestore) {
        lag.set(waiting);
        users.set(heldUsers);
        partitions.set(heldPartitions);
        restoring.set(toRestore);
    }

    /** A sweep took records out of {@code events}; {@code open} erasures need another. */
    public void swept(long erased, long expired, int open) {
        count("erasure.sweeps", "outcome", "done", 1);
        count("erasure.events", "reason", "erased", erased);
        count("erasure.events", "reason", "expired", expired);
        openErasures.set(open);
    }

    /** A sweep over {@code events} did not come to its end. */
    public void sweepFailed() {
        count("erasure.sweeps", "outcome", "failed", 1);
    }

    private void count(String name, String tag, String value, long by) {
        Counter.builder("intarsia.trainer." + name)
                .tag(tag, value)
                .register(registry)
                .increment(by);
    }

    private void gauge(String name, AtomicLong value, String description) {
        Gauge.builder("intarsia.trainer." + name, value, AtomicLong::get)
                .description(description)
                .register(registry);
    }

    private DistributionSummary losses(String under) {
        return DistributionSummary.builder("intarsia.trainer.loss")
                .description("Mean loss of a batch's events before they were trained on, nats per response token")
                .tag("under", under)
                .register(registry);
    }
}
