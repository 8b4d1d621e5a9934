package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A method's answer to one question.
 *
 * @param answer a label, or text
 * @param probabilities of the task's labels in their order, summing to one; null where the method knows none, or the
 *     answer is text
 */
public record Reply(String answer, @Nullable List<Double> probabilities) {
    public Reply {
        requireNonNull(answer);
        probabilities = probabilities == null ? null : List.copyOf(probabilities);
    }

    /** An answer alone. */
    public static Reply of(String answer) {
        return new Reply(answer, null);
    }

    /**
     * The answer that a distribution over the task's labels leads to, as in the gateway: the median of a scale, the
     * likeliest of other labels (the first of several).
     *
     * @param logs natural logarithms of the labels' probabilities, in the task's order
     */
    public static Reply of(Task task, float[] logs) {
        double[] probabilities = new double[logs.length];
        int likeliest = 0;
        for (int i = 0; i < logs.length; i++) {
            probabilities[i] = Math.exp(logs[i]);
            likeliest = logs[i] > logs[likeliest] ? i : likeliest;
        }
        String answer = task.answer() instanceof Answer.Scale scale
                ? scale.median(probabilities)
                : task.labels().get(likeliest);
        return new Reply(answer, DoubleStream.of(probabilities).boxed().toList());
    }
}
