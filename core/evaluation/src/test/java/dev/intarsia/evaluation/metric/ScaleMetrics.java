package dev.intarsia.evaluation.metric;

import dev.intarsia.tasks.Answer;
import java.util.List;

/**
 * Mean absolute and root mean squared error on a scale. An answer that is no finite number, as Python reads numbers, counts
 * as whichever end of the scale is farther from the truth.
 */
public final class ScaleMetrics {
    private final ScaleError error;
    private final RunningMean absolute = new RunningMean();
    private final RunningMean squared = new RunningMean();

    /** For labels from {@code lowest} to {@code highest}. */
    public ScaleMetrics(double lowest, double highest) {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "A scale from " + lowest + " to " + highest + " is none; give its lowest label first.");
        }
        this.error = new ScaleError(new Answer.Scale(List.of(Double.toString(lowest), Double.toString(highest))));
    }

    /** Adds an answer in words: its number, or the farther end of the scale where it has none. */
    public void add(double truth, String predicted) {
        double found = error.of(truth, predicted);
        absolute.add(found);
        squared.add(found * found);
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
