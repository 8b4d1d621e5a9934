package dev.intarsia.pieces.assemble;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.pool.ModulePool;
import java.util.SplittableRandom;

/**
 * The mean of pieces drawn at random at each module, the same for everybody: a baseline.
 *
 * @param k how many pieces to draw at a module, at least 1; all where there are fewer
 * @param seed of the draws
 */
public record RandomWeights(int k, long seed) implements ModulewiseRule {
    public RandomWeights {
        if (k < 1) {
            throw new IllegalArgumentException("At least one piece must be drawn at a module, not " + k + ".");
        }
    }

    @Override
    public ModuleWeights on(ModulePool pool) {
        long ofModule = new Sha256().text(pool.module().text()).number(seed).first64();
        float[] drawn = draw(pool.size(), new SplittableRandom(ofModule));
        return (sum, events) -> drawn.clone();
    }

    /** Floyd's sampling without replacement (Bentley and Floyd 1987). */
    private float[] draw(int pieces, SplittableRandom random) {
        int kept = Math.min(k, pieces);
        float[] weights = new float[pieces];
        for (int last = pieces - kept; last < pieces; last++) {
            int drawn = (int) ((random.nextLong() >>> 1) % (last + 1));
            weights[weights[drawn] == 0 ? drawn : last] = 1f / kept;
        }
        return weights;
    }
}
