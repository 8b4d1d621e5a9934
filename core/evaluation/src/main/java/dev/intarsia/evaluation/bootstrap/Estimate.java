package dev.intarsia.evaluation.bootstrap;

/**
 * A figure with its confidence interval.
 *
 * @param value on the users as they are
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {}
