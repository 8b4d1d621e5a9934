/**
 * What the predictions of a replay say: how good each method is, for whom and when, how sure that is, and whether the
 * probabilities can be believed. Everything follows from the predictions and the seed alone.
 */
@NullMarked
package dev.intarsia.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
