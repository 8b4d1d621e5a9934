package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.ModulePieces;
import dev.intarsia.pieces.infer.PoolDirections;
import dev.intarsia.pieces.infer.Posterior;
import dev.intarsia.pieces.signature.SignatureSum;

/**
 * The posterior mean of one pool. The expected gain of coefficients c where the mean is ĉ is
 * {@code cᵀHĉ − ½ cᵀHc} nats an event, so that ĉ itself gains {@code ½ ĉᵀHĉ} and others lose {@code ½ (c−ĉ)ᵀH(c−ĉ)} of it.
 */
final class PosteriorWeights implements PoolWeights {
    private final Posterior posterior;
    private final Temper temper;
    private final int keepLargest;
    private final PoolDirections directions;
    private final double[] curvatures;

    PosteriorWeights(Posterior posterior, Temper temper, int keepLargest) {
        this.posterior = posterior;
        this.temper = temper;
        this.keepLargest = keepLargest;
        this.directions = posterior.directions();
        this.curvatures = posterior.curvatures();
    }

    Posterior posterior() {
        return posterior;
    }

    @Override
    public Scored score(SignatureSum signature) {
        return new PosteriorMean(this, directions, signature, mean(signature));
    }

    /** The posterior mean as its position along the directions. */
    private float[] mean(SignatureSum signature) {
        float[] position = directions.scores(signature);
        double discount = temper.after(signature.weight());
        for (int i = 0; i < position.length; i++) {
            position[i] = (float) (position[i] / (signature.weight() * curvatures[i] + discount));
        }
        return position;
    }

    /** The pieces of a module that are kept: those whose absence would cost most. Ascending. */
    int[] kept(ModulePieces module, float[] coefficients) {
        float[] losses = new float[module.pool().size()];
        for (int i = 0; i < losses.length; i++) {
            float coefficient = coefficients[module.first() + i];
            losses[i] = (float) (coefficient * coefficient * directions.curvature(module.first() + i));
        }
        return Largest.of(losses, keepLargest == 0 ? losses.length : keepLargest);
    }

    /** The bilinear form of H. */
    double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < curvatures.length; i++) {
            sum += curvatures[i] * one[i] * other[i];
        }
        return sum;
    }
}
