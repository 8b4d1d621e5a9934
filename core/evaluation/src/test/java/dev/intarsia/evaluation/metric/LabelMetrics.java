package dev.intarsia.evaluation.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy and macro F1 over a fixed list of labels. Answers are stripped; one outside the list is wrong and is no class
 * of its own. A label that neither truth nor answers ever had counts with an F1 of 0, as the benchmark counts it.
 */
public final class LabelMetrics {
    private final Map<String, Counts> labels = new HashMap<>();
    private long count;
    private long right;

    /** For these labels, in any order. */
    public LabelMetrics(List<String> labels) {
        labels.forEach(label -> this.labels.put(label, new Counts()));
        if (this.labels.isEmpty() || this.labels.size() < labels.size()) {
            throw new IllegalArgumentException("The labels " + labels + " are none or repeat; give each once.");
        }
    }

    /**
     * Adds one answer.
     *
     * @throws IllegalArgumentException where the truth is none of the labels
     */
    public void add(String truth, String predicted) {
        Counts own = labels.get(truth);
        if (own == null) {
            throw new IllegalArgumentException(
                    "'" + truth + "' is none of the labels " + labels.keySet() + "; correct the data.");
        }
        @Nullable Counts answered = labels.get(predicted.strip());
        count++;
        own.truths++;
        if (answered != null) {
            answered.answers++;
        }
        if (answered == own) {
            right++;
            own.hits++;
        }
    }

    /** Share of right answers; NaN before the first. */
    public double accuracy() {
        return count == 0 ? Double.NaN : (double) right / count;
    }

    /** Mean over all labels of 2 hits / (truths + answers); NaN before the first answer. */
    public double macroF1() {
        return count == 0
                ? Double.NaN
                : labels.values().stream().mapToDouble(Counts::f1).average().orElseThrow();
    }

    /** One label's. */
    private static final class Counts {
        private long truths;
        private long answers;
        private long hits;

        private double f1() {
            return hits == 0 ? 0 : 2.0 * hits / (truths + answers);
        }
    }
}
