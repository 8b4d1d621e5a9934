package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.Posterior;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import org.jspecify.annotations.Nullable;

/**
 * The coefficients' posterior mean: {@code c = (n/T H + Q)⁻¹ Σ a / T} over all modules together, with a the scores of each
 * of n events, H their second moment over the population and Q the prior's inverse covariance. The adapter's size follows
 * from the evidence: few events shrink by themselves.
 *
 * @param prior of the coefficients
 * @param temper T
 * @param directions how many leading directions of H under the prior are used, at least 1
 * @param keepLargest how many pieces are kept at a module, those whose absence would cost most; 0 for all
 */
public record BayesianWeights(ModulePrior prior, Temper temper, int directions, int keepLargest) implements Weights {
    public BayesianWeights {
        require(directions >= 1, "At least one direction must be used, not " + directions);
        require(keepLargest >= 0, "The number of coefficients to keep is 0 (all) or more, not " + keepLargest);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message + "; correct the weights' configuration.");
        }
    }

    @Override
    public PoolWeights on(PiecePool pool, SignatureSample sample, @Nullable PoolWeights earlier) {
        Posterior posterior = earlier instanceof PosteriorWeights before
                ? before.posterior().on(pool, sample, prior, directions)
                : Posterior.of(pool, sample, prior, directions);
        return new PosteriorWeights(posterior, temper, keepLargest);
    }
}
