package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sharers' adapters with activation gates. Immutable. */
public final class PaperPool {
    private final AdapterLayout layout;
    private final SortedMap<String, Adapter> adapters;
    private final PiecePool gates;

    /**
     * @param baseModel fingerprint of the base model
     * @param adapters by sharer
     * @param gates by sharer and module, d_in numbers
     */
    PaperPool(
            String baseModel,
            AdapterLayout layout,
            Map<String, Adapter> adapters,
            Map<String, Map<ModuleId, float[]>> gates) {
        this.layout = layout;
        this.adapters = new TreeMap<>(adapters);
        List<PieceGate> pieces = new ArrayList<>();
        gates.forEach((sharer, modules) -> modules.forEach((module, gate) -> pieces.add(new PieceGate(
                new PieceId(sharer, module),
                1,
                baseModel,
                GateKind.ACTIVATION,
                PieceDigest.of(adapter(sharer).weights(module), gate),
                gate))));
        this.gates = PiecePool.empty(baseModel, GateKind.ACTIVATION).with(pieces, List.of());
    }

    private PaperPool(AdapterLayout layout, SortedMap<String, Adapter> adapters, PiecePool gates) {
        this.layout = layout;
        this.adapters = adapters;
        this.gates = gates;
    }

    /** The same pool with no pieces at one module, which the base model's own weights then make out alone. */
    PaperPool without(ModuleId module) {
        List<PieceId> gone = adapters.keySet().stream()
                .map(sharer -> new PieceId(sharer, module))
                .toList();
        return new PaperPool(layout, adapters, gates.with(List.of(), gone));
    }

    /** The sharers, in order. */
    public List<String> sharers() {
        return List.copyOf(adapters.keySet());
    }

    Adapter adapter(String sharer) {
        Adapter adapter = adapters.get(sharer);
        if (adapter == null) {
            throw new IllegalArgumentException("The pool has no sharer " + sharer + ".");
        }
        return adapter;
    }

    /** The gates by module. */
    SortedMap<ModuleId, ModulePool> modules() {
        return gates.modules();
    }

    AdapterLayout layout() {
        return layout;
    }

    /**
     * The adapter of a coefficient table: A and B summed apart, as the paper does, which is not the sum of what the pieces
     * do.
     *
     * @param coefficients by module one per sharer, in order
     */
    Adapter compose(Map<ModuleId, float[]> coefficients) {
        Map<ModuleId, List<Weighted>> pieces = new TreeMap<>();
        coefficients.forEach((module, weights) -> {
            List<Weighted> chosen = new ArrayList<>();
            int sharer = 0;
            for (Adapter adapter : adapters.values()) {
                float weight = weights[sharer++];
                if (weight != 0) {
                    chosen.add(new Weighted(adapter.weights(module), weight));
                }
            }
            pieces.put(module, chosen);
        });
        return Adapter.sum(layout, pieces);
    }

    /** Bytes of one coefficient table. */
    long tableBytes() {
        return (long) Float.BYTES * adapters.size() * layout.modules().size();
    }

    /** Bytes of all pieces with their gates. */
    long bytes() {
        long numbers = (long) adapters.size() * layout.size();
        for (ModulePool module : gates.modules().values()) {
            numbers += (long) module.size() * module.length();
        }
        return Float.BYTES * numbers;
    }
}
