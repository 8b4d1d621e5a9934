/**
 * Statistics of a replay's predictions: quality per method, group of users and time, its confidence, and calibration.
 * They are a function of the predictions and the seed alone.
 */
@NullMarked
package dev.intarsia.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
