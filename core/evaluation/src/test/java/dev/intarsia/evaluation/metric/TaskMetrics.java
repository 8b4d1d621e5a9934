package dev.intarsia.evaluation.metric;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Metric;
import dev.intarsia.tasks.Task;
import java.util.EnumMap;
import java.util.Map;

/** The metrics a task's answers allow, over its events as they come: truth against the model's words. */
public sealed interface TaskMetrics {
    /** Adds one event: what the user gave, and what was answered. */
    void add(String truth, String predicted);

    /** Every metric by name; NaN before the first event. */
    Map<Metric, Double> values();

    /** Fresh metrics for a task's kind of answer. */
    static TaskMetrics of(Task task) {
        if (task.answer() instanceof Answer.Scale scale) {
            return new OfScale(scale);
        }
        return task.answer() instanceof Answer.Labels labels ? new OfLabels(labels) : new OfText();
    }

    /** Numbers: MAE, RMSE, and the share of exact answers. */
    final class OfScale implements TaskMetrics {
        private final Answer.Scale scale;
        private final ScaleMetrics errors;
        private final LabelMetrics labels;

        private OfScale(Answer.Scale scale) {
            double[] values = scale.values();
            this.scale = scale;
            this.errors = new ScaleMetrics(values[0], values[values.length - 1]);
            this.labels = new LabelMetrics(scale.labels());
        }

        @Override
        public void add(String truth, String predicted) {
            errors.add(scale.value(truth), predicted);
            labels.add(truth, predicted);
        }

        @Override
        public Map<Metric, Double> values() {
            return new EnumMap<>(Map.of(
                    Metric.MAE, errors.mae(),
                    Metric.RMSE, errors.rmse(),
                    Metric.ACCURACY, labels.accuracy(),
                    Metric.MACRO_F1, labels.macroF1()));
        }
    }

    /** Names: accuracy and macro F1. */
    final class OfLabels implements TaskMetrics {
        private final LabelMetrics labels;

        private OfLabels(Answer.Labels answer) {
            this.labels = new LabelMetrics(answer.labels());
        }

        @Override
        public void add(String truth, String predicted) {
            labels.add(truth, predicted);
        }

        @Override
        public Map<Metric, Double> values() {
            return new EnumMap<>(Map.of(Metric.ACCURACY, labels.accuracy(), Metric.MACRO_F1, labels.macroF1()));
        }
    }

    /** Free text: the means of ROUGE-1 and ROUGE-L. */
    final class OfText implements TaskMetrics {
        private final RunningMean one = new RunningMean();
        private final RunningMean longest = new RunningMean();

        private OfText() {}

        @Override
        public void add(String truth, String predicted) {
            one.add(Rouge.one(truth, predicted.strip()).f1());
            longest.add(Rouge.l(truth, predicted.strip()).f1());
        }

        @Override
        public Map<Metric, Double> values() {
            return new EnumMap<>(Map.of(Metric.ROUGE_1, one.value(), Metric.ROUGE_L, longest.value()));
        }
    }
}
