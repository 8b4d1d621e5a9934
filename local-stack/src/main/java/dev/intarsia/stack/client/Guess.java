package dev.intarsia.stack.client;

/**
 * What one method said of an event before it was known.
 *
 * @param stars the predicted rating
 * @param nll negative log-likelihood of the true rating in nats; NaN for a method without a distribution
 */
public record Guess(double stars, double nll) {}
