package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All pieces of the one sharer whose gates point most in the direction of the user's signature, each with weight 1: a
 * baseline.
 */
public record NearestWeights() implements Weights {
    @Override
    public PoolWeights on(PiecePool pool, SignatureSample sample, @Nullable PoolWeights earlier) {
        return new OfPool(pool);
    }

    private record OfPool(PiecePool pool) implements PoolWeights {
        @Override
        public Scored score(SignatureSum signature) {
            return new FirstOrder(pool, signature, () -> weighted(signature));
        }

        private List<ModuleAssembly> weighted(SignatureSum signature) {
            Map<String, double[]> sharers = new HashMap<>();
            for (ModuleId module : signature.modules()) {
                ModulePool pieces = pool.modules().get(module);
                float[] sum = signature.sum(module);
                if (pieces != null && pieces.length() == sum.length) {
                    for (PieceGate piece : pieces.pieces()) {
                        double[] ofSharer = sharers.computeIfAbsent(piece.sharer(), sharer -> new double[2]);
                        ofSharer[0] += piece.score(sum);
                        ofSharer[1] += piece.score(piece.gate());
                    }
                }
            }
            return nearest(sharers).map(sharer -> of(sharer, signature)).orElse(List.of());
        }

        private static Optional<String> nearest(Map<String, double[]> sharers) {
            return sharers.entrySet().stream()
                    .filter(sharer -> sharer.getValue()[1] > 0)
                    .max(Comparator.<Map.Entry<String, double[]>>comparingDouble(
                                    sharer -> sharer.getValue()[0] / Math.sqrt(sharer.getValue()[1]))
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey);
        }

        private List<ModuleAssembly> of(String sharer, SignatureSum signature) {
            List<ModuleAssembly> modules = new ArrayList<>();
            pool.modules()
                    .forEach((module, pieces) -> pieces.find(sharer)
                            .filter(piece -> signature.modules().contains(module))
                            .ifPresent(piece -> modules.add(new ModuleAssembly(
                                    module,
                                    List.of(WeightedPiece.of(piece, 1, signature.sum(module), signature.weight()))))));
            return modules;
        }
    }
}
