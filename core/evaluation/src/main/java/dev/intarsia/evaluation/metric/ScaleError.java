package dev.intarsia.evaluation.metric;

import dev.intarsia.tasks.Answer;

/**
 * The absolute error of an answer on a scale. An answer that is no finite number, as Python reads numbers, counts as
 * whichever end of the scale is farther from the truth.
 */
public final class ScaleError {
    private final double lowest;
    private final double highest;

    public ScaleError(Answer.Scale scale) {
        double[] values = scale.values();
        lowest = values[0];
        highest = values[values.length - 1];
    }

    /** How far the answer's words are from the truth. */
    public double of(double truth, String answer) {
        double number = PythonFloat.parse(answer).orElse(Double.NaN);
        // Infinite ones and NaN are numbers to Python, and would leave the benchmark's evaluation without any figure.
        return Double.isFinite(number)
                ? Math.abs(truth - number)
                : Math.max(Math.abs(truth - lowest), Math.abs(truth - highest));
    }
}
