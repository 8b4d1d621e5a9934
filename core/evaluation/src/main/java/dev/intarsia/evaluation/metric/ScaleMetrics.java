package dev.intarsia.evaluation.metric;

/**
 * Mean absolute and root mean squared error on a scale. An answer that is no finite number, as Python reads numbers, counts
 * as whichever end of the scale is farther from the truth.
 */
public final class ScaleMetrics {
    private final double lowest;
    private final double highest;
    private final RunningMean absolute = new RunningMean();
    private final RunningMean squared = new RunningMean();

    /** For labels from {@code lowest} to {@code highest}. */
    public ScaleMetrics(double lowest, double highest) {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "A scale from " + lowest + " to " + highest + " is none; give its lowest label first.");
        }
        this.lowest = lowest;
        this.highest = highest;
    }

    public void add(double truth, double predicted) {
        double error = Math.abs(truth - predicted);
        absolute.add(error);
        squared.add(error * error);
    }

    /** Adds an answer in words: its number, or the farther end of the scale where it has none. */
    public void add(double truth, String predicted) {
        double number = PythonFloat.parse(predicted).orElse(Double.NaN);
        // Infinite ones and NaN are numbers to Python, and would leave the benchmark's evaluation without any figure.
        add(truth, Double.isFinite(number) ? number : farther(truth));
    }

    private double farther(double truth) {
        return Math.abs(truth - lowest) > Math.abs(truth - highest) ? lowest : highest;
    }

    public long count() {
        return absolute.count();
    }

    /** Mean absolute error; NaN before the first answer. */
    public double mae() {
        return absolute.value();
    }

    /** Root mean squared error; NaN before the first answer. */
    public double rmse() {
        return Math.sqrt(squared.value());
    }
}
