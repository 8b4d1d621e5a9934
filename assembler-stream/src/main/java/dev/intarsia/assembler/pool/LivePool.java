package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.service.streams.GlobalRefusals;
import dev.intarsia.service.streams.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool in use in one assembler. The thread that reads gates says what changes; when that has settled, the changed
 * pool is made ready on a thread of its own and then replaces the one before at once, so that no user waits for it. Safe
 * for use by several threads.
 */
public final class LivePool {
    /** How many changes are remembered for those who look seldom. */
    private static final int REMEMBERED = 1_000;

    private static final int REASONS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(LivePool.class);

    private final GateKind kind;
    private final Weights weights;
    private final SettleTimes times;
    private final LivePopulation population;
    private final Preparation preparation;
    private final HarmWatch harm;
    private final Consumer<PiecePool> onUse;
    private final GlobalRefusals refused = new GlobalRefusals();

    private final Map<PieceId, Optional<PieceGate>> waiting = new HashMap<>();
    private final Map<PieceId, WithdrawalReason> reasons = new LinkedHashMap<>();
    private final Map<Integer, List<ErasedUser>> erased = new HashMap<>();
    private final Deque<PoolChange> changes = new ArrayDeque<>();
    private volatile @Nullable Assembler inUse;
    private boolean busy;
    private long generation;
    private long sampled;

    /**
     * @param times when changes take effect
     * @param population of which a sample is taken where the rule for weights needs one
     * @param preparation how pools are made ready
     * @param harm told of every pool once it is in use
     * @param onUse told of every pool before it is taken into use
     */
    public LivePool(
            GateKind kind,
            Weights weights,
            SettleTimes times,
            LivePopulation population,
            Preparation preparation,
            HarmWatch harm,
            Consumer<PiecePool> onUse) {
        this.kind = kind;
        this.weights = weights;
        this.times = times;
        this.population = population;
        this.preparation = preparation;
        this.harm = harm;
        this.onUse = onUse;
    }

    /**
     * A piece was stored or deleted.
     *
     * @param gate nothing where it was deleted
     * @param reason why, where that is known
     */
    synchronized void changed(PieceId id, Optional<PieceGate> gate, Optional<WithdrawalReason> reason, long now) {
        waiting.put(id, gate);
        if (gate.isPresent()) {
            reasons.remove(id);
        } else {
            reasons.put(id, reason.orElse(WithdrawalReason.WITHDRAWN));
            if (reasons.size() > REASONS) {
                reasons.remove(reasons.keySet().iterator().next());
            }
        }
        times.changed(now);
    }

    /** A record of a topic that every assembler reads whole belongs in the dead letters. */
    public void refuse(SourceRecord record, RecordRefusal why, long now) {
        refused.add(record, why, now);
    }

    /** Where the sample of the population comes from. */
    public LivePopulation population() {
        return population;
    }

    /** Whether the rule for weights looks at the population. */
    public boolean samples() {
        return weights instanceof BayesianWeights;
    }

    /** Whether the rule for weights needs a sample of the population and an assembler has none yet, so that it chooses nothing. */
    public boolean isBlind(Assembler assembler) {
        return samples() && assembler.sample().size() == 0;
    }

    /**
     * Called when the work on a partition begins, after the store of gates was filled: what is in it by now was refused
     * or taken into use before.
     */
    public void begin() {
        refused.begin();
    }

    /**
     * The base model in force, which is the first one named here.
     *
     * @param baseModel a fingerprint seen or configured
     */
    public String baseModel(String baseModel, ReadOnlyKeyValueStore<ModuleKey, Gate> gates) {
        if (inUse == null) {
            adopt(baseModel, gates);
        }
        return assembler().pool().baseModel();
    }

    /**
     * The first pool is all that is stored; from then on the changes are followed. Where it needs a sample of the
     * population, that takes long for many sharers, so until it is ready users are counted and keep what they have.
     */
    private synchronized void adopt(String baseModel, ReadOnlyKeyValueStore<ModuleKey, Gate> gates) {
        if (inUse != null) {
            return;
        }
        waiting.clear();
        List<PieceGate> present = new ArrayList<>();
        try (KeyValueIterator<ModuleKey, Gate> stored = gates.all()) {
            stored.forEachRemaining(entry -> present.add(GateReading.gate(entry.value)));
        }
        PiecePool pool = PiecePool.empty(baseModel, kind).with(present, List.of());
        sampled = population.changes();
        Assembler first = Assembler.of(pool, weights);
        use(first);
        if (samples() && pool.size() > 0) {
            busy = true;
            preparation.executor().execute(() -> prepare(first, Map.of(), true, 0));
        }
    }

    private void use(Assembler next) {
        onUse.accept(next.pool());
        inUse = next;
        generation++;
    }

    /** Whether a base model is in force, and so a pool in use. */
    public boolean isInUse() {
        return inUse != null;
    }

    /**
     * The assembler for the pool in use.
     *
     * @throws IllegalStateException before a base model is in force
     */
    public Assembler assembler() {
        Assembler current = inUse;
        if (current == null) {
            throw new IllegalStateException("No base model is in force; name one with baseModel first.");
        }
        return current;
    }

    /** Has a changed pool made ready if it has settled. */
    public synchronized void settle(long now) {
        if (samples() && population.changes() != sampled) {
            sampled = population.changes();
            times.sampled(now);
        }
        Assembler current = inUse;
        if (current == null || busy || !times.isDue(now)) {
            return;
        }
        busy = true;
        boolean resample = times.isSampleDue(now);
        Map<PieceId, Optional<PieceGate>> taken = new HashMap<>(waiting);
        waiting.clear();
        times.taken(now);
        preparation.executor().execute(() -> prepare(current, taken, resample, now));
    }

    private void prepare(Assembler before, Map<PieceId, Optional<PieceGate>> taken, boolean resample, long now) {
        long began = preparation.nanoTime().getAsLong();
        boolean done = false;
        try {
            List<PieceGate> arrived = new ArrayList<>();
            List<PieceId> gone = new ArrayList<>();
            taken.forEach((id, gate) -> gate.ifPresentOrElse(arrived::add, () -> gone.add(id)));
            PiecePool pool = before.pool().with(arrived, gone);
            boolean anew = resample
                    || samples()
                            && !pool.modules()
                                    .keySet()
                                    .equals(before.pool().modules().keySet());
            SignatureSample sample = anew ? population.sample(pool) : before.sample();
            Assembler next = before.on(pool, sample);
            synchronized (this) {
                use(next);
                changes.add(PoolChanges.between(before.pool(), pool, taken.keySet(), generation, anew || !samples()));
                while (changes.size() > REMEMBERED) {
                    changes.removeFirst();
                }
            }
            done = true;
            harm.look(pool, population);
        } catch (RuntimeException e) {
            log.error(
                    "A changed pool could not be made ready; the one before stays in use, and it is tried again: {}",
                    e.getMessage(),
                    e);
        } finally {
            ended(done, taken, resample, now, preparation.nanoTime().getAsLong() - began);
        }
    }

    /** What was not done is due again, together with what has changed meanwhile. */
    private synchronized void ended(
            boolean done, Map<PieceId, Optional<PieceGate>> taken, boolean resample, long now, long nanoseconds) {
        if (!done) {
            taken.forEach(waiting::putIfAbsent);
            times.changed(now);
            if (resample) {
                times.sampled(now);
            }
        }
        busy = false;
        times.prepared(nanoseconds, resample);
    }

    /**
     * What changed after a generation, oldest first.
     *
     * @return empty where that was too long ago to be remembered
     */
    public synchronized Optional<List<PoolChange>> since(long earlier) {
        boolean remembered = earlier == generation
                || !changes.isEmpty() && changes.getFirst().generation() <= earlier + 1;
        return remembered
                ? Optional.of(changes.stream()
                        .filter(change -> change.generation() > earlier)
                        .toList())
                : Optional.empty();
    }

    /** Counts the pools in use, from 1; 0 before the first. */
    public synchronized long generation() {
        return generation;
    }

    /** Why a piece is in the pool no longer. */
    public synchronized WithdrawalReason reason(PieceId id) {
        return reasons.getOrDefault(id, WithdrawalReason.WITHDRAWN);
    }

    /** A user was erased: what the work on the partition has in memory of the user is to be forgotten too. */
    public synchronized void erased(int partition, ErasedUser user) {
        erased.computeIfAbsent(partition, key -> new ArrayList<>()).add(user);
    }

    /** The users erased on a partition since the last call. */
    public synchronized List<ErasedUser> takeErased(int partition) {
        List<ErasedUser> users = erased.remove(partition);
        return users == null ? List.of() : users;
    }

    /** The refused gates on one partition, once. */
    public List<GlobalRefusals.Refusal> takeRefused(int partition, long now) {
        return refused.take(partition, now);
    }
}
