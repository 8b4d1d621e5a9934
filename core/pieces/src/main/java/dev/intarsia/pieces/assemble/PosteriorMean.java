package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.assemble.PoolWeights.Weighted;
import dev.intarsia.pieces.infer.ModulePieces;
import dev.intarsia.pieces.infer.PoolDirections;
import dev.intarsia.pieces.infer.Reached;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The posterior mean of one user, as its position along the directions. */
final class PosteriorMean implements PoolWeights.Scored {
    private final PosteriorWeights rule;
    private final PoolDirections directions;
    private final SignatureSum signature;
    private final float[] mean;

    PosteriorMean(PosteriorWeights rule, PoolDirections directions, SignatureSum signature, float[] mean) {
        this.rule = rule;
        this.directions = directions;
        this.signature = signature;
        this.mean = mean;
    }

    @Override
    public Weighted best() {
        Choice best = choice();
        return new Weighted(weighted(best), best.gain());
    }

    /** The mean itself gains most, so that fewer pieces need not be chosen where it does not gain enough more. */
    @Override
    public Optional<Weighted> better(double present, double margin) {
        double enough = present + margin;
        if (rule.product(mean, mean) / 2 <= enough) {
            return Optional.empty();
        }
        Choice best = choice();
        return best.gain() > enough ? Optional.of(new Weighted(weighted(best), best.gain())) : Optional.empty();
    }

    @Override
    public double gain(Map<ModuleId, ? extends List<? extends ChosenPiece>> chosen) {
        Reached reached = directions.reached();
        chosen.forEach((id, pieces) -> {
            ModulePieces module = directions.modules().get(id);
            if (module != null) {
                for (ChosenPiece chosenPiece : pieces) {
                    int piece = module.number(chosenPiece.sharer());
                    if (piece >= 0) {
                        reached.add(piece, chosenPiece.weight());
                    }
                }
            }
        });
        float[] position = reached.position();
        return rule.product(position, mean) - rule.product(position, position) / 2;
    }

    /**
     * Which pieces are best; what is sent of them is worked out only where they are chosen.
     *
     * @param coefficients of all pieces of the pool
     * @param scale of all coefficients
     * @param gain in nats an event
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Choice(List<ModuleChoice> modules, float[] coefficients, double scale, double gain) {}

    /**
     * What is kept at a module.
     *
     * @param sum the signature there
     * @param kept places in the module's pool, ascending
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record ModuleChoice(ModulePieces module, float[] sum, int[] kept) {}

    private Choice choice() {
        float[] coefficients = directions.coefficients(mean);
        List<ModuleChoice> modules = new ArrayList<>();
        Reached reached = directions.reached();
        signature.forEach((id, sum) -> {
            ModulePieces module = directions.modules().get(id);
            if (module != null && sum.length == module.pool().length()) {
                int[] kept = rule.kept(module, coefficients);
                modules.add(new ModuleChoice(module, sum, kept));
                for (int place : kept) {
                    reached.add(module.first() + place, coefficients[module.first() + place]);
                }
            }
        });
        float[] position = reached.position();
        double along = rule.product(position, mean);
        double scale = along / rule.product(position, position);
        return scale > 0 && scale < Double.POSITIVE_INFINITY
                ? new Choice(modules, coefficients, scale, scale * along / 2)
                : new Choice(List.of(), coefficients, 0, 0);
    }

    private List<ModuleAssembly> weighted(Choice choice) {
        List<ModuleAssembly> assembled = new ArrayList<>();
        for (ModuleChoice module : choice.modules()) {
            List<WeightedPiece> pieces = pieces(module, choice);
            if (!pieces.isEmpty()) {
                assembled.add(new ModuleAssembly(module.module().pool().module(), pieces));
            }
        }
        return assembled;
    }

    private List<WeightedPiece> pieces(ModuleChoice chosen, Choice choice) {
        ModulePool pool = chosen.module().pool();
        List<WeightedPiece> pieces = new ArrayList<>(chosen.kept().length);
        for (int place : chosen.kept()) {
            float weight = (float)
                    (choice.scale() * choice.coefficients()[chosen.module().first() + place]);
            if (weight != 0 && Float.isFinite(weight)) {
                pieces.add(WeightedPiece.of(pool.pieces().get(place), weight, chosen.sum(), signature.weight()));
            }
        }
        return pieces;
    }
}
