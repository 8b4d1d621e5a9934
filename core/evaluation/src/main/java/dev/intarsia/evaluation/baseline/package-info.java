/**
 * Predictors without a model, the baselines of every evaluation. Each predicts an event before observing it, so that
 * it can follow a stream as a model does.
 */
@NullMarked
package dev.intarsia.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
