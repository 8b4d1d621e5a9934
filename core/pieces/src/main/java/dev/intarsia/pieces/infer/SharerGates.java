package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The gates of one sharer over the modules where the sharer has a piece, in layout order. */
final class SharerGates {
    private final List<PieceGate> gates;

    private SharerGates(List<PieceGate> gates) {
        this.gates = List.copyOf(gates);
    }

    /**
     * All sharers of a pool, sorted.
     *
     * @param earlier of an earlier pool; what did not change is taken from there
     */
    static SortedMap<String, SharerGates> of(PiecePool pool, Map<String, SharerGates> earlier) {
        SortedMap<String, List<PieceGate>> gates = new TreeMap<>();
        pool.modules()
                .values()
                .forEach(module -> module.pieces()
                        .forEach(piece -> gates.computeIfAbsent(piece.sharer(), sharer -> new ArrayList<>())
                                .add(piece)));
        SortedMap<String, SharerGates> sharers = new TreeMap<>();
        gates.forEach((sharer, own) -> {
            SharerGates before = earlier.get(sharer);
            sharers.put(sharer, before != null && before.gates.equals(own) ? before : new SharerGates(own));
        });
        return sharers;
    }

    int size() {
        return gates.size();
    }

    ModuleId module(int index) {
        return gates.get(index).module();
    }

    float[] values(int index) {
        return gates.get(index).gate();
    }
}
