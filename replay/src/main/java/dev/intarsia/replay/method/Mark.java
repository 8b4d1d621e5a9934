package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.metric.ScaleError;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;

/**
 * How good an answer was.
 *
 * @param error absolute on a scale, else 0 or 1
 * @param nll −log of the true label's probability, in nats
 */
public record Mark(double error, double nll) {
    /**
     * Compares a reply with what the user answered.
     *
     * @param event whose output is one of the task's labels
     * @param reply with probabilities
     */
    public static Mark of(Task task, RecordedEvent event, Reply reply) {
        int label = task.labels().indexOf(event.output());
        if (label < 0) {
            throw new IllegalArgumentException("'" + event.output() + "' is no label of task " + task.name() + ".");
        }
        double p = requireNonNull(reply.probabilities()).get(label);
        double error = task.answer() instanceof Answer.Scale scale
                ? new ScaleError(scale).of(Double.parseDouble(event.output()), reply.answer())
                : reply.answer().equals(event.output()) ? 0 : 1;
        return new Mark(error, -Math.log(Math.max(p, Double.MIN_NORMAL)));
    }
}
