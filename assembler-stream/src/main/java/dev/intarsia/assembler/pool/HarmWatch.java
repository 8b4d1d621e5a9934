package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.election.HarmRule;
import dev.intarsia.pieces.infer.LossChange;
import dev.intarsia.pieces.infer.LossChanges;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Measures which sharers of the pool in use are harmful to the population's sample in one assembler. It takes a limited
 * share of the time: after each measurement it rests. Safe for use by several threads.
 */
public final class HarmWatch {
    /** For each moment of work so many of rest. */
    private static final int REST = 19;

    private final HarmRule rule;
    private final LongSupplier nanoTime;
    private SortedMap<String, LossChange> harmful = new TreeMap<>();
    private boolean rested = true;
    private long restUntil;

    public HarmWatch(HarmRule rule, LongSupplier nanoTime) {
        this.rule = rule;
        this.nanoTime = nanoTime;
    }

    /** Looks for nobody. */
    public static HarmWatch off() {
        return new HarmWatch(new HarmRule(0), () -> 0);
    }

    /** A pool is in use. Whoever is no longer in it is no longer harmful. */
    void look(PiecePool pool, LivePopulation population) {
        long begun = nanoTime.getAsLong();
        if (!rule.on() || pool.kind() != GateKind.GRADIENT) {
            return;
        }
        SortedMap<String, LossChange> found = new TreeMap<>(harmful());
        if (isDue(begun)) {
            found = rule.harmful(LossChanges.of(pool, population.byUser()));
            rest(begun, nanoTime.getAsLong());
        }
        found.keySet().retainAll(pool.sharers());
        take(found);
    }

    private synchronized boolean isDue(long now) {
        return rested || now - restUntil >= 0;
    }

    private synchronized void rest(long begun, long ended) {
        rested = false;
        restUntil = ended + REST * (ended - begun);
    }

    private synchronized void take(SortedMap<String, LossChange> found) {
        harmful = found;
    }

    /** Harmful sharers, with what was measured of them. */
    public synchronized Map<String, LossChange> harmful() {
        return Map.copyOf(harmful);
    }
}
