package dev.intarsia.pieces.assemble;

/** The rule from a signature to coefficients at one module of one pool. Safe to share between threads. */
@FunctionalInterface
public interface ModuleWeights {
    /**
     * The coefficients of one user.
     *
     * @param sum the user's summed signature at the module, of the pool's gate length
     * @param events the decayed number of events in it, above 0
     * @return one coefficient per piece in the pool's order; 0 for a piece that is not used
     */
    float[] coefficients(float[] sum, double events);
}
