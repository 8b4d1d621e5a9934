package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
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
        return new PoolWeights.Weighted(chosen, gain(chosen));
    }

    /** The weighted mean scores, summed; pieces that are gone count for nothing. */
    @Override
    public double gain(List<ModuleAssembly> chosen) {
        double gain = 0;
        for (ModuleAssembly module : chosen) {
            ModulePool pieces = pool.modules().get(module.module());
            if (pieces == null || !signature.modules().contains(module.module())) {
                continue;
            }
            float[] sum = signature.sum(module.module());
            for (WeightedPiece chosenPiece : module.pieces()) {
                Optional<PieceGate> piece = pieces.find(chosenPiece.sharer());
                if (piece.isPresent() && sum.length == pieces.length()) {
                    gain += chosenPiece.weight() * piece.get().score(sum) / signature.weight();
                }
            }
        }
        return gain;
    }
}
