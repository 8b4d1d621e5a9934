package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sharers with their pieces' gates: what the topic of pieces would hold. Immutable. */
public final class SharedPool {
    private final AdapterLayout layout;
    private final SortedMap<String, Sharer> sharers;
    private final PiecePool gates;
    private final SignatureSample sample;

    private SharedPool(
            AdapterLayout layout, SortedMap<String, Sharer> sharers, PiecePool gates, SignatureSample sample) {
        this.layout = layout;
        this.sharers = sharers;
        this.gates = gates;
        this.sample = sample;
    }

    /**
     * Cuts every sharer's adapter into pieces.
     *
     * @param baseModel fingerprint of the base model
     * @param kind of the sharers' gates
     * @param sample of the population's events
     */
    public static SharedPool of(
            String baseModel, AdapterLayout layout, GateKind kind, Collection<Sharer> sharers, SignatureSample sample) {
        SortedMap<String, Sharer> byUser = new TreeMap<>();
        List<PieceGate> gates = new ArrayList<>();
        for (Sharer sharer : sharers) {
            byUser.put(sharer.user(), sharer);
            for (ModuleShape module : layout.modules()) {
                float[] weights = sharer.adapter().weights(module.id());
                float[] gate = requireNonNull(sharer.gates().get(module.id()), module.id()::text);
                gates.add(new PieceGate(
                        new PieceId(sharer.user(), module.id()),
                        sharer.version(),
                        baseModel,
                        kind,
                        PieceDigest.of(weights, gate),
                        gate));
            }
        }
        return new SharedPool(layout, byUser, PiecePool.empty(baseModel, kind).with(gates, List.of()), sample);
    }

    /** The gates, for an assembler. */
    public PiecePool gates() {
        return gates;
    }

    /** Events of the population, for the rules that weigh evidence against them. */
    public SignatureSample sample() {
        return sample;
    }

    /** By user. */
    public SortedMap<String, Sharer> sharers() {
        return java.util.Collections.unmodifiableSortedMap(sharers);
    }

    /** The assembled adapter's weights: at each module the sum of the named pieces in the order given. */
    public Adapter compose(Assembly assembly) {
        Map<ModuleId, List<Weighted>> pieces = new TreeMap<>();
        assembly.modules()
                .forEach(module -> pieces.put(
                        module.module(),
                        module.pieces().stream()
                                .map(piece -> new Weighted(
                                        sharer(piece.sharer()).adapter().weights(module.module()), piece.weight()))
                                .toList()));
        return Adapter.sum(layout, pieces);
    }

    private Sharer sharer(String user) {
        Sharer sharer = sharers.get(user);
        if (sharer == null) {
            throw new IllegalArgumentException("The pool has no sharer " + user + "; assemble from this very pool.");
        }
        return sharer;
    }

    /** Bytes of all pieces with their gates. */
    public long bytes() {
        long gateNumbers = gates.modules().values().stream()
                .mapToLong(module -> (long) module.size() * module.length())
                .sum();
        return Float.BYTES * (gateNumbers + (long) sharers.size() * layout.size());
    }
}
