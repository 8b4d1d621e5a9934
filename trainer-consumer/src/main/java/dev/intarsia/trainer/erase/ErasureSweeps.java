package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.observe.TrainerMetrics;
import dev.intarsia.trainer.share.SharingRegister;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a sweep is due, and runs it on a thread of its own; at most one at a time. One runs soon after an erasure was
 * read or partitions were taken, and then at intervals. Called by one thread.
 */
public final class ErasureSweeps implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErasureSweeps.class);
    private static final long PATIENCE_SECONDS = 10;
    /** However many users are erased one after another, the log is not read without a pause. */
    private static final int BETWEEN = 60;

    private final EventSweep sweep;
    private final Duration every;
    private final ToIntFunction<String> partitionOf;
    private final BooleanSupplier stateIsGone;
    private final TrainerMetrics metrics;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "trainer-erasures");
        made.setDaemon(true);
        return made;
    });

    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private Instant last = Instant.EPOCH;
    private long erasures;
    private Set<Integer> partitions = Set.of();

    /**
     * @param every the interval; also how long after an erasure events from before it may still be written
     * @param partitionOf the partition of a user, on every topic
     * @param stateIsGone whether what was erased is out of the local store's files too
     */
    public ErasureSweeps(
            KafkaClients clients,
            Topics topics,
            AvroSerdes serdes,
            Duration every,
            ToIntFunction<String> partitionOf,
            BooleanSupplier stateIsGone,
            TrainerMetrics metrics) {
        this.sweep = new EventSweep(clients, topics, serdes, every);
        this.every = requireNonNull(every);
        this.partitionOf = requireNonNull(partitionOf);
        this.stateIsGone = requireNonNull(stateIsGone);
        this.metrics = requireNonNull(metrics);
    }

    /**
     * Begins a sweep if one is due.
     *
     * @param held the partitions that are worked on
     * @param waiting users whose erasure is known but not yet worked on here; a later sweep has them
     */
    public void turn(Set<Integer> held, Set<String> waiting, SharingRegister register) {
        Instant now = Instant.now();
        if (!running.isDone() || held.isEmpty() || now.isBefore(last.plus(every.dividedBy(BETWEEN)))) {
            return;
        }
        boolean news = register.erasures() != erasures || !partitions.containsAll(held);
        if (!news && now.isBefore(last.plus(every))) {
            return;
        }
        SweepOrder order = order(held, waiting, register, now);
        last = now;
        if (waiting.isEmpty()) {
            erasures = register.erasures();
        }
        partitions = Set.copyOf(held);
        running = CompletableFuture.runAsync(() -> run(order), thread);
    }

    private SweepOrder order(Set<Integer> held, Set<String> waiting, SharingRegister register, Instant now) {
        Map<Integer, Map<ConsentKey, NavigableSet<Instant>>> erased = new HashMap<>();
        held.forEach(partition -> erased.put(partition, new HashMap<>()));
        register.erased().stream()
                .filter(user -> !waiting.contains(user))
                .forEach(user -> register.erasuresOf(user).forEach(moment -> add(ConsentKey.of(user), moment, erased)));
        // Before an erasure of an event is followed, a restart may need the event once more.
        register.events().users().stream()
                .flatMap(user -> register.events().of(user).stream())
                .filter(register.events()::isFollowed)
                .forEach(erasure -> add(erasure.event(), erasure.moment(), erased));
        return new SweepOrder(erased, now, stateIsGone.getAsBoolean());
    }

    private void add(ConsentKey key, Instant moment, Map<Integer, Map<ConsentKey, NavigableSet<Instant>>> erased) {
        Map<ConsentKey, NavigableSet<Instant>> here = erased.get(partitionOf.applyAsInt(key.user()));
        if (here != null) {
            here.computeIfAbsent(key, first -> new TreeSet<>()).add(moment);
        }
    }

    /** What failed is tried again at the next interval. */
    private void run(SweepOrder order) {
        try {
            EventSweepCounts result = sweep.run(order);
            metrics.swept(result.erased(), result.expired(), result.open());
            if (result.erased() + result.expired() > 0) {
                log.info(
                        "Took {} events of erased users out of the log and {} older than its retention",
                        result.erased(),
                        result.expired());
            }
        } catch (KafkaException | RegistryUnavailableException e) {
            metrics.sweepFailed();
            if (!thread.isShutdown()) {
                log.warn("Events of erased users are still in the log; trying again later: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            metrics.sweepFailed();
            log.error("Events of erased users are still in the log; trying again later", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        sweep.stop();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                log.warn(
                        "A sweep over the events is not done after {} s; the next start begins it anew",
                        PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
