package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The choice of a rule that knows no curvature: pieces gain what their scores alone say.
 *
 * @param choice the rule's own
 */
record FirstOrder(PiecePool pool, SignatureSum signature, Supplier<List<ModuleAssembly>> choice)
        implements PoolWeights.Scored {
    @Override
    public PoolWeights.Weighted best() {
        List<ModuleAssembly> chosen = choice.get();
        return new PoolWeights.Weighted(chosen, gain(ModuleAssembly.byModule(chosen)));
    }

    /** The weighted mean scores, summed; pieces that are gone count for nothing. */
    @Override
    public double gain(Map<ModuleId, ? extends List<? extends ChosenPiece>> chosen) {
        double gain = 0;
        for (Map.Entry<ModuleId, ? extends List<? extends ChosenPiece>> module : chosen.entrySet()) {
            ModulePool pieces = pool.modules().get(module.getKey());
            if (pieces == null || !signature.modules().contains(module.getKey())) {
                continue;
            }
            float[] sum = signature.sum(module.getKey());
            for (ChosenPiece chosenPiece : module.getValue()) {
                Optional<PieceGate> piece = pieces.find(chosenPiece.sharer());
                if (piece.isPresent() && sum.length == pieces.length()) {
                    gain += chosenPiece.weight() * piece.get().score(sum) / signature.weight();
                }
            }
        }
        return gain;
    }
}
