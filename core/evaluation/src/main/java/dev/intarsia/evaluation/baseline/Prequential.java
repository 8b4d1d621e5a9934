package dev.intarsia.evaluation.baseline;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.metric.RunningMean;
import dev.intarsia.evaluation.metric.ScaleMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a baseline over a stream: each value is predicted from those before it, measured, and observed. The first value
 * of the stream is only observed.
 */
public final class Prequential {
    private final Baseline baseline;
    private final LabelScale scale;
    private final boolean rounded;
    private final ScaleMetrics metrics;
    private final Map<String, RunningMean> absoluteErrors = new LinkedHashMap<>();
    private boolean begun;

    /** @param rounded whether predictions are rounded to the scale's labels, or only clipped to its ends */
    public Prequential(Baseline baseline, LabelScale scale, boolean rounded) {
        this.baseline = requireNonNull(baseline);
        this.scale = requireNonNull(scale);
        this.rounded = rounded;
        this.metrics = new ScaleMetrics(scale.lowest(), scale.highest());
    }

    /** Observes a value without measuring a prediction of it. */
    public void learn(Observation observation) {
        baseline.observe(observation);
        begun = true;
    }

    /** Predicts the value, measures the prediction, then observes the value. */
    public void predictAndLearn(Observation observation) {
        if (begun) {
            measure(observation);
        }
        learn(observation);
    }

    /** Predicts the value and measures the prediction, without observing the value. */
    public void measure(Observation observation) {
        double predicted = baseline.predict(observation.user(), observation.item());
        double answered = rounded ? scale.round(predicted) : scale.clip(predicted);
        metrics.add(observation.value(), answered);
        absoluteErrors
                .computeIfAbsent(observation.user(), user -> new RunningMean())
                .add(Math.abs(observation.value() - answered));
    }

    /** Over everything measured so far. */
    public ScaleMetrics metrics() {
        return metrics;
    }

    /** Absolute errors by user, in the order in which they were first measured. */
    public Map<String, RunningMean> absoluteErrors() {
        return Map.copyOf(absoluteErrors);
    }
}
