package dev.intarsia.benchmarks.engine;

import java.util.Arrays;
import java.util.List;

/**
 * What one side of a comparison took in each round.
 *
 * @param amount what was done in a round
 * @param unit of the amount, such as tokens
 */
public record Times(List<Double> seconds, double amount, String unit) {
    public double median() {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double perSecond() {
        return amount / median();
    }

    /** How many times as fast this side is: the median over the rounds of what both took in the same round. */
    public double speedOver(Times other) {
        double[] ratios = new double[seconds.size()];
        Arrays.setAll(ratios, i -> other.seconds.get(i) / seconds.get(i) * amount / other.amount);
        return new Times(Arrays.stream(ratios).boxed().toList(), 1, "").median();
    }
}
