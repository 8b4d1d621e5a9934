package dev.intarsia.model.decode;

/**
 * A token and how likely the model held it.
 *
 * @param token id in the vocabulary
 * @param logProbability natural logarithm
 */
public record TokenProbability(int token, double logProbability) {}
