package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.pool.ModulePool;

/**
 * Ridge regression of the signature on the gates: {@code c = (K + λ mean(diag K) I)⁻¹ s}, with K the gates' Gram matrix
 * and s the scores; then scaled so that {@code ‖Σ c gate‖ = ρ n/(n + n0)} times the mean norm of the gates, for n events.
 * A gate that is zero gets no coefficient.
 *
 * @param lambda λ, from 1e-6 so that equal gates can be told apart from none
 * @param rho ρ, above 0 and at most {@value #LARGEST_RHO}: adapters are confident already, and twice one is a bad one
 * @param n0 the number of events at which half of ρ is reached; 0 for all of ρ at once
 * @param keepLargest how many coefficients to keep at a module, by size, before the scaling; 0 for all
 */
public record RidgeWeights(double lambda, double rho, double n0, int keepLargest) implements ModulewiseRule {
    /** The largest ρ. */
    public static final double LARGEST_RHO = 1.5;

    private static final double SMALLEST_LAMBDA = 1e-6;

    public RidgeWeights {
        require(lambda >= SMALLEST_LAMBDA && lambda < Double.POSITIVE_INFINITY, "λ is at least 1e-6, not " + lambda);
        require(rho > 0 && rho <= LARGEST_RHO, "ρ lies above 0 and is at most " + LARGEST_RHO + ", not " + rho);
        require(n0 >= 0 && n0 < Double.POSITIVE_INFINITY, "n0 is at least 0, not " + n0);
        require(keepLargest >= 0, "The number of coefficients to keep is 0 (all) or more, not " + keepLargest);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message + "; correct the weights' configuration.");
        }
    }

    @Override
    public ModuleWeights on(ModulePool pool) {
        return pool.meanNorm() == 0 ? (sum, events) -> new float[pool.size()] : new RidgeSolution(pool, this);
    }

    /** ρ for a user with that many events. */
    double rhoAfter(double events) {
        return rho * events / (events + n0);
    }
}
