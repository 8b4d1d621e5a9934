package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Optional;

/** The gain of chosen pieces by their scores alone, as rules predict it that know no curvature. */
final class FirstOrder {
    private FirstOrder() {}

    /** In nats an event: the weighted mean scores, summed; pieces that are gone count for nothing. */
    static double gain(PiecePool pool, SignatureSum signature, List<ModuleAssembly> chosen) {
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
