package dev.intarsia.evaluation.statistics;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a method's probabilities come true.
 *
 * @param questions how many it gave probabilities for
 * @param ece expected calibration error: how far the likeliest label's probability is from how often it was right, over
 *     ten equal ranges of that probability, weighted by their questions
 * @param brier mean squared distance of the probabilities from what came true, summed over labels
 * @param reliability by range of probability, those without questions left out
 * @param transform for a scale: shares of the probability integral transform in ten equal parts (all 0.1 when the
 *     distributions are right; a valley in the middle when they are too narrow); else null
 * @param coverage for a scale: how often the truth lay in the central interval of each nominal share; else null
 */
public record Calibration(
        int questions,
        double ece,
        double brier,
        List<Range> reliability,
        @Nullable List<Double> transform,
        @Nullable Map<String, Double> coverage) {
    /**
     * Questions where the likeliest label's probability fell into one range.
     *
     * @param probability its mean
     * @param frequency how often that label was right
     */
    public record Range(double probability, double frequency, int questions) {}
}
