package dev.intarsia.assembler.observe;

import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.validation.Age;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The assembler's meters. Safe for use by several threads. */
public final class AssemblerMetrics {
    private final MeterRegistry registry;
    private final RefusedCounter refused;
    private final Counter kept;
    private final Counter duplicates;
    private final Counter late;
    private final Timer age;
    private final DistributionSummary stateBytes;
    private final Map<Object, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicInteger sharers = new AtomicInteger();

    private record Waiting(int users, double seconds) {}

    public AssemblerMetrics(MeterRegistry registry) {
        this.registry = registry;
        refused = new RefusedCounter(registry, "assembler-stream");
        kept = Counter.builder("intarsia.assembler.assignments.kept")
                .description(
                        "Signatures after which the user's assignment stayed, since another would gain too little more")
                .register(registry);
        registry.gauge(
                "intarsia.assembler.reassembly.users",
                waiting,
                parts -> parts.values().stream().mapToDouble(Waiting::users).sum());
        registry.gauge(
                "intarsia.assembler.reassembly.seconds",
                waiting,
                parts -> parts.values().stream()
                        .mapToDouble(Waiting::seconds)
                        .max()
                        .orElse(0));
        duplicates = Counter.builder("intarsia.assembler.signatures.duplicate")
                .description("Signatures of events that were counted already")
                .register(registry);
        late = Counter.builder("intarsia.assembler.signatures.erased")
                .description("Signatures of users erased since the event")
                .register(registry);
        age = Timer.builder("intarsia.assembler.age")
                .description("From ingest accepting an event to its assignment, commit excluded")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        stateBytes = DistributionSummary.builder("intarsia.assembler.state.bytes")
                .description("Size of a user's state when it is written")
                .baseUnit("bytes")
                .register(registry);
        for (AssignmentCause cause : AssignmentCause.values()) {
            assignments(cause);
        }
        registry.gauge("intarsia.assembler.pool.pieces", pieces);
        registry.gauge("intarsia.assembler.pool.sharers", sharers);
    }

    private Counter assignments(AssignmentCause cause) {
        return Counter.builder("intarsia.assembler.assignments")
                .description("Assignments given")
                .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** An assignment was given; the age of its last event is of interest only where that event caused it. */
    public void assigned(Assignment assignment, long now) {
        assignments(assignment.getCause()).increment();
        if (assignment.getCause() == AssignmentCause.HISTORY) {
            age.record(Age.of(assignment.getLastIngestedAt(), Instant.ofEpochMilli(now)));
        }
    }

    /** A user's state of that many bytes was written to the store. */
    public void stateWritten(int bytes) {
        stateBytes.record(bytes);
    }

    /** After a signature the user's assignment stayed as it was. */
    public void kept() {
        kept.increment();
    }

    /**
     * How much work the changes of the pool have left to do.
     *
     * @param part whoever does it
     * @param users who wait to be looked at
     * @param milliseconds how long somebody may have been waiting, twice as long as anybody has at most
     */
    public void waiting(Object part, int users, long milliseconds) {
        waiting.put(part, new Waiting(users, milliseconds / 1_000.0));
    }

    /** Somebody no longer does any of it. */
    public void ended(Object part) {
        waiting.remove(part);
    }

    /** An event came that was counted before. */
    public void duplicate() {
        duplicates.increment();
    }

    /** A signature came of an event from before its user's erasure. */
    public void late() {
        late.increment();
    }

    /** A record of a topic went to the dead letters. */
    public void refused(String topic, RefusalReason reason) {
        refused.count(topic, RefusedCounter.Outcome.DEAD_LETTER, reason);
    }

    /** A consent that went to the dead letters was also brought to its user's partition. */
    public void rekeyed(String topic, RefusalReason reason) {
        refused.count(topic, RefusedCounter.Outcome.REKEYED, reason);
    }

    /** A pool was taken into use. */
    public void poolInUse(PiecePool pool) {
        pieces.set(pool.size());
        sharers.set(pool.sharers().size());
    }
}
