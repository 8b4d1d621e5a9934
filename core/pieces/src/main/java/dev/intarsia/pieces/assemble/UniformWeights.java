package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.pool.ModulePool;
import java.util.Arrays;

/** The mean of all pieces, for everybody: a baseline. */
public record UniformWeights() implements ModulewiseRule {
    @Override
    public ModuleWeights on(ModulePool pool) {
        float[] equal = new float[pool.size()];
        Arrays.fill(equal, 1f / pool.size());
        return (sum, events) -> equal.clone();
    }
}
