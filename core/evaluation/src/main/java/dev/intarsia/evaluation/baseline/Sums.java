package dev.intarsia.evaluation.baseline;

/** A count and a sum that grow. */
final class Sums {
    private long count;
    private double sum;

    void add(double value) {
        count++;
        sum += value;
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /** The mean; of nothing there is none. */
    double mean() {
        if (count == 0) {
            throw new IllegalStateException("Nothing has been observed yet; observe before predicting.");
        }
        return sum / count;
    }

    /** The mean's distance from {@code centre}, as if {@code shrinkage} values more had been the centre itself. */
    double bias(double centre, double shrinkage) {
        return count == 0 ? 0 : (sum - count * centre) / (count + shrinkage);
    }
}
