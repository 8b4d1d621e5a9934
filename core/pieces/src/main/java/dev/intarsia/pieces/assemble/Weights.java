package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.pool.ModulePool;

/** How the scores of a module's pieces become their coefficients. */
public sealed interface Weights permits RidgeWeights, PaperWeights {
    /** Does once what depends on the pieces alone, for any number of users. */
    ModuleWeights on(ModulePool pool);
}
