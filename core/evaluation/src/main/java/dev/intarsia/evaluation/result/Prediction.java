package dev.intarsia.evaluation.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method's answer to one question.
 *
 * @param event id of the question
 * @param time when the user gave the true answer
 * @param earlier how many events of the user the method could have learned from
 * @param answer the method's
 * @param gold the user's
 * @param nll −log p(gold), in nats: over the task's labels, or the mean per token where the answer is text; null where
 *     the method knows no probabilities
 * @param probabilities of the task's labels in their order; null where the method knows none, or the answer is text
 */
public record Prediction(
        String method,
        String user,
        String event,
        Instant time,
        long earlier,
        String answer,
        String gold,
        @Nullable Double nll,
        @Nullable List<Double> probabilities) {
    public Prediction {
        requireNonNull(method);
        requireNonNull(user);
        requireNonNull(event);
        requireNonNull(time);
        requireNonNull(answer);
        requireNonNull(gold);
        probabilities = probabilities == null ? null : List.copyOf(probabilities);
    }
}
