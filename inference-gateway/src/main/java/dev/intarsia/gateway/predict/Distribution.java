package dev.intarsia.gateway.predict;

import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.predict.ServedPrediction.Choice;
import dev.intarsia.gateway.predict.ServedPrediction.Label;
import dev.intarsia.gateway.predict.ServedPrediction.Rating;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How likely each label of a task is.
 *
 * @param labels in the task's order
 */
record Distribution(Answer answer, List<Label> labels) {
    /** @param logs natural logarithms of the probabilities, in the order of the task's labels */
    static Distribution of(Task task, float[] logs) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            labels.add(new Label(task.labels().get(i), Math.exp(logs[i])));
        }
        return new Distribution(task.answer(), labels);
    }

    ServedPrediction answer(ServedAdapter adapter, UsedKnowledge knowledge) {
        if (answer instanceof Answer.Scale scale) {
            double[] probabilities =
                    labels.stream().mapToDouble(Label::probability).toArray();
            String median = scale.median(probabilities);
            return new Rating(adapter, knowledge, median, scale.value(median), mean(scale), labels);
        }
        String likeliest = labels.stream()
                .max(Comparator.comparingDouble(Label::probability))
                .map(Label::label)
                .orElseThrow(() -> new IllegalStateException("A task without labels was scored by labels."));
        return new Choice(adapter, knowledge, likeliest, labels);
    }

    private double mean(Answer.Scale scale) {
        return labels.stream()
                .mapToDouble(label -> label.probability() * scale.value(label.label()))
                .sum();
    }
}
