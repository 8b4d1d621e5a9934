package dev.intarsia.model.engine;

/**
 * One user's optimizer step.
 *
 * @param number from 1, counted over everything the adapter has learned
 * @param rate learning rate
 */
public record AdamStep(long number, double rate) {}
