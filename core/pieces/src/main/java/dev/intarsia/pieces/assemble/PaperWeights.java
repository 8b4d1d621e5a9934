package dev.intarsia.pieces.assemble;

import static java.util.Comparator.comparingDouble;

import dev.intarsia.pieces.pool.ModulePool;
import java.util.stream.IntStream;

/**
 * The weights of Per-Pcs (arXiv 2406.10471): the mean scores of the k best pieces through a softmax; all others 0.
 *
 * @param k how many pieces to keep at a module, at least 1; all where there are fewer
 */
public record PaperWeights(int k) implements ModulewiseRule {
    public PaperWeights {
        if (k < 1) {
            throw new IllegalArgumentException("At least one piece must be kept at a module, not " + k + ".");
        }
    }

    @Override
    public ModuleWeights on(ModulePool pool) {
        return (sum, events) -> softmaxOfBest(pool.scores(sum), events);
    }

    private float[] softmaxOfBest(float[] scores, double events) {
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(comparingDouble((Integer i) -> -scores[i]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
        double highest = scores[best[0]] / events;
        double[] exponentials = IntStream.of(best)
                .mapToDouble(i -> Math.exp(scores[i] / events - highest))
                .toArray();
        double total = IntStream.range(0, best.length)
                .mapToDouble(i -> exponentials[i])
                .sum();
        float[] coefficients = new float[scores.length];
        for (int i = 0; i < best.length; i++) {
            coefficients[best[i]] = (float) (exponentials[i] / total);
        }
        return coefficients;
    }
}
