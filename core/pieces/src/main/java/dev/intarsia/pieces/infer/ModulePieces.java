package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import java.util.HashMap;
import java.util.Map;

/** Which numbers the pieces of one module have among all of a pool's. Immutable. */
public final class ModulePieces {
    private final ModulePool pool;
    private final int first;
    private final Map<String, Integer> numbers = new HashMap<>();

    ModulePieces(ModulePool pool, int first) {
        this.pool = pool;
        this.first = first;
        for (PieceGate piece : pool.pieces()) {
            numbers.put(piece.sharer(), first + numbers.size());
        }
    }

    /** The pieces. */
    public ModulePool pool() {
        return pool;
    }

    /** The number of the first piece of {@link #pool()}; the others follow it. */
    public int first() {
        return first;
    }

    /** The number of a sharer's piece; −1 where there is none. */
    public int number(String sharer) {
        return numbers.getOrDefault(sharer, -1);
    }
}
