package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PiecePool;
import org.jspecify.annotations.Nullable;

/** How the scores of a pool's pieces become their coefficients. */
public sealed interface Weights permits BayesianWeights, NearestWeights, ModulewiseRule {
    /**
     * Does once what depends on the pool alone, for any number of users.
     *
     * @param sample of the population's events
     * @param earlier this rule on an earlier pool; what did not change is taken from there
     */
    PoolWeights on(PiecePool pool, SignatureSample sample, @Nullable PoolWeights earlier);
}
