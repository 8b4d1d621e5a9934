/**
 * Confidence intervals and p-values for the difference between two methods. Users are resampled, not events, because
 * one user's events are correlated.
 */
@NullMarked
package dev.intarsia.evaluation.bootstrap;

import org.jspecify.annotations.NullMarked;
