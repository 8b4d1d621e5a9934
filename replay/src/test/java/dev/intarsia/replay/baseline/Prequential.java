package dev.intarsia.replay.baseline;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.baseline.Baseline;
import dev.intarsia.evaluation.baseline.LabelScale;
import dev.intarsia.evaluation.baseline.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a baseline over a stream: each value is predicted from those before it, measured, and observed. The first value
 * of the stream is only observed.
 */
final class Prequential {
    private final Baseline baseline;
    private final LabelScale scale;
    private final boolean rounded;
    private final List<Double> absoluteErrors = new ArrayList<>();
    private boolean begun;

    /** @param rounded whether predictions are rounded to the scale's labels, or only clipped to its ends */
    Prequential(Baseline baseline, LabelScale scale, boolean rounded) {
        this.baseline = requireNonNull(baseline);
        this.scale = requireNonNull(scale);
        this.rounded = rounded;
    }

    /** Observes a value without measuring a prediction of it. */
    void learn(Observation observation) {
        baseline.observe(observation);
        begun = true;
    }

    /** Predicts the value, measures the prediction, then observes the value. */
    void predictAndLearn(Observation observation) {
        if (begun) {
            measure(observation);
        }
        learn(observation);
    }

    /** Predicts the value and measures the prediction, without observing the value. */
    void measure(Observation observation) {
        double predicted = baseline.predict(observation.user(), observation.item());
        double answered = rounded ? scale.round(predicted) : scale.clip(predicted);
        absoluteErrors.add(Math.abs(observation.value() - answered));
    }

    /** Of everything measured so far, in its order. */
    List<Double> absoluteErrors() {
        return List.copyOf(absoluteErrors);
    }

    /** Their mean. */
    double mae() {
        return absoluteErrors.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
