/**
 * Predictors without a model, which every figure of a model stands beside. Each predicts first and observes after, so
 * that it can follow a stream as a model does.
 */
@NullMarked
package dev.intarsia.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
