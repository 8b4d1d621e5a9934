package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles adapters from one pool by one rule.
 *
 * <p>Immutable and safe to share between threads; what depends on the pool alone is computed when it is made.
 */
public final class Assembler {
    private final PiecePool pool;
    private final Weights weights;
    private final SortedMap<ModuleId, PreparedModule> modules;

    private record PreparedModule(ModulePool pool, ModuleWeights weights) {}

    private Assembler(PiecePool pool, Weights weights, Map<ModuleId, PreparedModule> earlier) {
        this.pool = pool;
        this.weights = weights;
        this.modules = new TreeMap<>();
        pool.modules().forEach((module, pieces) -> modules.put(module, prepared(pieces, earlier.get(module))));
    }

    private PreparedModule prepared(ModulePool pieces, @Nullable PreparedModule earlier) {
        if (earlier != null && earlier.pool() == pieces) {
            return earlier;
        }
        return new PreparedModule(pieces, weights.on(pieces));
    }

    /** An assembler for a pool. */
    public static Assembler of(PiecePool pool, Weights weights) {
        return new Assembler(pool, weights, Map.of());
    }

    /** The assembler for the pool's next version; modules that the two pools share are not computed again. */
    public Assembler on(PiecePool next) {
        return next == pool ? this : new Assembler(next, weights, modules);
    }

    /** The pool in use. */
    public PiecePool pool() {
        return pool;
    }

    /**
     * The assembled adapter of one user. A module gets no pieces where the pool has none, where the signature has none
     * or one of another length than the gates, or where all coefficients are 0 or one is not finite.
     */
    public Assembly assemble(SignatureSum signature) {
        List<ModuleAssembly> assembled = new ArrayList<>();
        for (ModuleId module : signature.modules()) {
            PreparedModule prepared = modules.get(module);
            if (prepared != null) {
                List<WeightedPiece> pieces = pieces(prepared, signature.sum(module), signature.weight());
                if (!pieces.isEmpty()) {
                    assembled.add(new ModuleAssembly(module, pieces));
                }
            }
        }
        return new Assembly(pool.version(), assembled);
    }

    private static List<WeightedPiece> pieces(PreparedModule module, float[] sum, double events) {
        if (sum.length != module.pool().length()) {
            return List.of();
        }
        float[] coefficients = module.weights().coefficients(sum, events);
        List<WeightedPiece> pieces = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            if (!Float.isFinite(coefficients[i])) {
                return List.of();
            }
            if (coefficients[i] != 0) {
                var piece = module.pool().pieces().get(i);
                pieces.add(new WeightedPiece(piece.sharer(), piece.version(), coefficients[i]));
            }
        }
        return pieces;
    }
}
