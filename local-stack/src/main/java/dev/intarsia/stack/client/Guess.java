package dev.intarsia.stack.demo;

/**
 * What one method said of an event before it was known.
 *
 * @param stars the predicted rating
 * @param nll negative log-likelihood of the true rating in nats; NaN for a method without a distribution
 */
record Guess(double stars, double nll) {}
