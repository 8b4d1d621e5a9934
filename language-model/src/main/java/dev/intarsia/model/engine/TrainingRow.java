package dev.intarsia.model.engine;

import dev.intarsia.model.example.Example;

/**
 * A row of a fused training batch.
 *
 * @param user whose adapter it runs through and trains
 * @param weight what the row's mean loss counts in the user's loss
 * @param seed of its dropout
 */
public record TrainingRow(Example example, int user, float weight, long seed) {}
