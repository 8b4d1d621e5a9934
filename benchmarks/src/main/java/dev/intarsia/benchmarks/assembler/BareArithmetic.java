package dev.intarsia.benchmarks.assembler;

import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.infer.Posterior;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What no program that counts signatures can avoid: a user's sum is updated, multiplied with the matrix of directions, and
 * the gain of the posterior mean compared with the one that is in force. Nothing else: plain arrays, no records, no stores.
 */
final class BareArithmetic {
    private final float[][] directions;
    private final double[] curvatures;
    private final float[][] sums;
    private final double[][] inForce;
    private final int[] events;

    private BareArithmetic(float[][] directions, double[] curvatures, int users) {
        this.directions = directions;
        this.curvatures = curvatures;
        this.sums = new float[users][directions.length];
        this.inForce = new double[users][curvatures.length];
        this.events = new int[users];
    }

    /** The same matrix that the assembler multiplies with. */
    static BareArithmetic of(LivePool live, BayesianWeights weights, int users) {
        Posterior posterior =
                Posterior.of(live.assembler().pool(), live.assembler().sample(), weights.prior(), weights.directions());
        double[] curvatures = posterior.curvatures();
        List<float[]> matrix = new ArrayList<>();
        posterior.directions().modules().forEach((id, module) -> {
            float[] unit = new float[module.pool().length()];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = 1;
                matrix.add(posterior.directions().scores(SignatureSum.empty().add(Map.of(id, unit))));
                unit[i] = 0;
            }
        });
        return new BareArithmetic(matrix.toArray(float[][]::new), curvatures, users);
    }

    int directions() {
        return curvatures.length;
    }

    double[] curvatures() {
        return curvatures.clone();
    }

    /**
     * Counts one signature.
     *
     * @return by how much the mean gains more than what is in force
     */
    double count(int user, float[] signature) {
        float[] sum = sums[user];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += signature[i];
        }
        events[user]++;
        float[] scores = new float[curvatures.length];
        for (int i = 0; i < sum.length; i += 4) {
            addFour(scores, sum, i);
        }
        double[] before = inForce[user];
        double gain = 0;
        for (int i = 0; i < scores.length; i++) {
            double mean = scores[i] / (events[user] * curvatures[i] + 1);
            double missing = mean - before[i];
            gain += curvatures[i] * missing * missing / 2;
            before[i] = mean;
        }
        return gain;
    }

    private void addFour(float[] to, float[] factors, int first) {
        float[] one = directions[first];
        float[] two = directions[first + 1];
        float[] three = directions[first + 2];
        float[] four = directions[first + 3];
        float a = factors[first];
        float b = factors[first + 1];
        float c = factors[first + 2];
        float d = factors[first + 3];
        for (int i = 0; i < to.length; i++) {
            to[i] += a * one[i] + b * two[i] + c * three[i] + d * four[i];
        }
    }
}
