package dev.intarsia.stack.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one method said of an event before it was known.
 *
 * @param answer a label of the task
 * @param nll negative log-likelihood of the true label in nats; null for a method without a distribution
 * @param probabilities of the task's labels in their order; null likewise
 */
public record Guess(
        String answer, @Nullable Double nll, @Nullable List<Double> probabilities) {
    /** An answer of a method without a distribution. */
    public static Guess of(String answer) {
        return new Guess(answer, null, null);
    }
}
