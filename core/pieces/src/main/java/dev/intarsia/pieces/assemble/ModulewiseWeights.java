package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Weights of each module by itself. Such a rule knows no curvature: its gain is that of the scores, to first order. */
final class ModulewiseWeights implements PoolWeights {
    private final ModulewiseRule rule;
    private final PiecePool pool;
    private final SortedMap<ModuleId, PreparedModule> modules = new TreeMap<>();

    private record PreparedModule(ModulePool pool, ModuleWeights weights) {}

    private ModulewiseWeights(ModulewiseRule rule, PiecePool pool) {
        this.rule = rule;
        this.pool = pool;
    }

    static ModulewiseWeights of(ModulewiseRule rule, PiecePool pool, @Nullable PoolWeights earlier) {
        ModulewiseWeights prepared = new ModulewiseWeights(rule, pool);
        pool.modules().forEach((module, pieces) -> {
            PreparedModule before = earlier instanceof ModulewiseWeights known && known.rule.equals(rule)
                    ? known.modules.get(module)
                    : null;
            prepared.modules.put(
                    module,
                    before != null && before.pool() == pieces ? before : new PreparedModule(pieces, rule.on(pieces)));
        });
        return prepared;
    }

    @Override
    public Scored score(SignatureSum signature) {
        return new FirstOrder(pool, signature, () -> weighted(signature));
    }

    private List<ModuleAssembly> weighted(SignatureSum signature) {
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
        return assembled;
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
                PieceGate piece = module.pool().pieces().get(i);
                pieces.add(WeightedPiece.of(piece, coefficients[i], sum, events));
            }
        }
        return pieces;
    }
}
