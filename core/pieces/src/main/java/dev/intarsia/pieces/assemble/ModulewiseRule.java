package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PiecePool;
import org.jspecify.annotations.Nullable;

/** A rule that looks at each module by itself. */
public sealed interface ModulewiseRule extends Weights
        permits RidgeWeights, PaperWeights, UniformWeights, RandomWeights {
    /** Does once what depends on the module's pieces alone, for any number of users. */
    ModuleWeights on(ModulePool pool);

    @Override
    default PoolWeights on(PiecePool pool, SignatureSample sample, @Nullable PoolWeights earlier) {
        return ModulewiseWeights.of(this, pool, earlier);
    }
}
