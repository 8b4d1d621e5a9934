package dev.intarsia.pieces.assemble;

import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.infer.ModuleDirections;
import dev.intarsia.pieces.infer.Posterior;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
        return assemble(signature, mean(signature));
    }

    /** The mean itself gains most, so that fewer pieces need not be chosen where it does not gain enough more. */
    @Override
    public Optional<Weighted> better(SignatureSum signature, List<ModuleAssembly> chosen, double margin) {
        double[] mean = mean(signature);
        double enough = gain(mean, chosen) + margin;
        if (product(mean, mean) / 2 <= enough) {
            return Optional.empty();
        }
        Weighted best = assemble(signature, mean);
        return best.gain() > enough ? Optional.of(best) : Optional.empty();
    }

    private Weighted assemble(SignatureSum signature, double[] mean) {
        SortedMap<ModuleId, double[]> coefficients = new TreeMap<>();
        double[] reached = new double[mean.length];
        for (ModuleId id : signature.modules()) {
            ModuleDirections module = posterior.modules().get(id);
            if (module != null) {
                double[] kept = kept(module, mean);
                coefficients.put(id, kept);
                for (int piece = 0; piece < kept.length; piece++) {
                    module.addTo(reached, piece, kept[piece]);
                }
            }
        }
        double curved = product(reached, reached);
        double scale = curved > 0 ? product(reached, mean) / curved : 0;
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            return Weighted.NOTHING;
        }
        List<ModuleAssembly> modules = new ArrayList<>();
        coefficients.forEach((id, kept) -> {
            List<WeightedPiece> pieces =
                    pieces(requireNonNull(posterior.modules().get(id)), kept, scale, signature);
            if (!pieces.isEmpty()) {
                modules.add(new ModuleAssembly(id, pieces));
            }
        });
        return new Weighted(modules, scale * product(reached, mean) / 2);
    }

    /** The posterior mean as its position along the directions. */
    private double[] mean(SignatureSum signature) {
        float[] scores = new float[curvatures.length];
        for (ModuleId id : signature.modules()) {
            ModuleDirections module = posterior.modules().get(id);
            if (module != null) {
                module.addScores(signature.sum(id), scores);
            }
        }
        double discount = temper.after(signature.weight());
        double[] mean = new double[scores.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = scores[i] / (signature.weight() * curvatures[i] + discount);
        }
        return mean;
    }

    /** The coefficients at a module, without those whose absence costs least. */
    private double[] kept(ModuleDirections module, double[] mean) {
        double[] coefficients = new double[module.pool().size()];
        double[] losses = new double[coefficients.length];
        for (int piece = 0; piece < coefficients.length; piece++) {
            coefficients[piece] = module.coefficient(piece, mean);
            losses[piece] = coefficients[piece] * coefficients[piece] * module.curvature(piece);
        }
        if (keepLargest > 0 && keepLargest < coefficients.length) {
            IntStream.range(0, coefficients.length)
                    .boxed()
                    .sorted(comparingDouble((Integer piece) -> -losses[piece]))
                    .skip(keepLargest)
                    .forEach(piece -> coefficients[piece] = 0);
        }
        return coefficients;
    }

    private static List<WeightedPiece> pieces(
            ModuleDirections module, double[] kept, double scale, SignatureSum signature) {
        float[] sum = signature.sum(module.pool().module());
        List<WeightedPiece> pieces = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            float weight = (float) (scale * kept[i]);
            if (weight != 0
                    && Float.isFinite(weight)
                    && sum.length == module.pool().length()) {
                pieces.add(WeightedPiece.of(module.pool().pieces().get(i), weight, sum, signature.weight()));
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
