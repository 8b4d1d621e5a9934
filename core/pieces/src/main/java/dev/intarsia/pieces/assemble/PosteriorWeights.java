package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.ModuleDirections;
import dev.intarsia.pieces.infer.Posterior;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The posterior mean of one pool. The expected gain of coefficients c where the mean is ĉ is
 * {@code cᵀHĉ − ½ cᵀHc} nats an event, so that ĉ itself gains {@code ½ ĉᵀHĉ} and others lose {@code ½ (c−ĉ)ᵀH(c−ĉ)} of it.
 */
final class PosteriorWeights implements PoolWeights {
    private final Posterior posterior;
    private final Temper temper;
    private final int keepLargest;
    private final double[] curvatures;

    PosteriorWeights(Posterior posterior, Temper temper, int keepLargest) {
        this.posterior = posterior;
        this.temper = temper;
        this.keepLargest = keepLargest;
        this.curvatures = posterior.curvatures();
    }

    Posterior posterior() {
        return posterior;
    }

    @Override
    public Weighted assemble(SignatureSum signature) {
        double[] mean = mean(signature);
        return choice(signature, mean).weighted(signature.weight());
    }

    /** The mean itself gains most, so that fewer pieces need not be chosen where it does not gain enough more. */
    @Override
    public Optional<Weighted> better(SignatureSum signature, List<ModuleAssembly> chosen, double margin) {
        double[] mean = mean(signature);
        double enough = gain(mean, chosen) + margin;
        if (product(mean, mean) / 2 <= enough) {
            return Optional.empty();
        }
        Choice best = choice(signature, mean);
        return best.gain() > enough ? Optional.of(best.weighted(signature.weight())) : Optional.empty();
    }

    private Choice choice(SignatureSum signature, double[] mean) {
        List<ModuleChoice> coefficients = new ArrayList<>();
        double[] reached = new double[mean.length];
        signature.forEach((id, sum) -> {
            ModuleDirections module = posterior.modules().get(id);
            if (module != null) {
                ModuleChoice kept = kept(module, sum, mean);
                coefficients.add(kept);
                for (int piece : kept.pieces()) {
                    module.addTo(reached, piece, kept.coefficients()[piece]);
                }
            }
        });
        double curved = product(reached, reached);
        double scale = curved > 0 ? product(reached, mean) / curved : 0;
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            return new Choice(List.of(), 0, 0);
        }
        return new Choice(coefficients, scale, scale * product(reached, mean) / 2);
    }

    /**
     * Which pieces are best; what is sent of them is worked out only where they are chosen.
     *
     * @param scale of all coefficients
     * @param gain in nats an event
     */
    private record Choice(List<ModuleChoice> modules, double scale, double gain) {
        Weighted weighted(double events) {
            List<ModuleAssembly> assembled = new ArrayList<>();
            for (ModuleChoice kept : modules) {
                List<WeightedPiece> pieces = pieces(kept, scale, events);
                if (!pieces.isEmpty()) {
                    assembled.add(new ModuleAssembly(kept.module().pool().module(), pieces));
                }
            }
            return new Weighted(assembled, gain);
        }
    }

    /** The posterior mean as its position along the directions. */
    private double[] mean(SignatureSum signature) {
        float[] scores = new float[curvatures.length];
        signature.forEach((id, sum) -> {
            ModuleDirections module = posterior.modules().get(id);
            if (module != null) {
                module.addScores(sum, scores);
            }
        });
        double discount = temper.after(signature.weight());
        double[] mean = new double[scores.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = scores[i] / (signature.weight() * curvatures[i] + discount);
        }
        return mean;
    }

    /** The coefficients at a module, and which of its pieces are kept: those whose absence would cost most. */
    private ModuleChoice kept(ModuleDirections module, float[] sum, double[] mean) {
        double[] coefficients = module.coefficients(mean);
        double[] losses = new double[coefficients.length];
        for (int piece = 0; piece < losses.length; piece++) {
            losses[piece] = coefficients[piece] * coefficients[piece] * module.curvature(piece);
        }
        return new ModuleChoice(
                module, sum, coefficients, Largest.of(losses, keepLargest == 0 ? losses.length : keepLargest));
    }

    /**
     * What is kept at a module.
     *
     * @param sum the signature there
     * @param coefficients of all pieces
     * @param pieces ascending
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record ModuleChoice(ModuleDirections module, float[] sum, double[] coefficients, int[] pieces) {}

    private static List<WeightedPiece> pieces(ModuleChoice kept, double scale, double events) {
        ModulePool pool = kept.module().pool();
        List<WeightedPiece> pieces = new ArrayList<>();
        for (int piece : kept.pieces()) {
            float weight = (float) (scale * kept.coefficients()[piece]);
            if (weight != 0 && Float.isFinite(weight) && kept.sum().length == pool.length()) {
                pieces.add(WeightedPiece.of(pool.pieces().get(piece), weight, kept.sum(), events));
            }
        }
        return pieces;
    }

    @Override
    public double gain(SignatureSum signature, List<ModuleAssembly> chosen) {
        return gain(mean(signature), chosen);
    }

    private double gain(double[] mean, List<ModuleAssembly> chosen) {
        double[] reached = new double[curvatures.length];
        for (ModuleAssembly assembled : chosen) {
            ModuleDirections module = posterior.modules().get(assembled.module());
            if (module != null) {
                for (WeightedPiece weighted : assembled.pieces()) {
                    int piece = module.piece(weighted.sharer());
                    if (piece >= 0) {
                        module.addTo(reached, piece, weighted.weight());
                    }
                }
            }
        }
        return product(reached, mean) - product(reached, reached) / 2;
    }

    /** The bilinear form of H. */
    private double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < curvatures.length; i++) {
            sum += curvatures[i] * one[i] * other[i];
        }
        return sum;
    }
}
