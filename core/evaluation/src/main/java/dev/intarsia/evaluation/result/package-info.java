/**
 * The result of a replay before evaluation: every method's answers and their cost. It depends on no metric.
 */
@NullMarked
package dev.intarsia.evaluation.result;

import org.jspecify.annotations.NullMarked;
