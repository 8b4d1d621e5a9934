/**
 * Trains the adapters of many users in one fused batch.
 * Each user has an optimizer state, a step count and a seed of their own, so nobody's result depends on the others.
 */
@NullMarked
package dev.intarsia.model.train;

import org.jspecify.annotations.NullMarked;
