/**
 * Metrics of predictions against the users' true answers. The definitions are those of the
 * LaMP benchmark, so that results are comparable.
 */
@NullMarked
package dev.intarsia.evaluation.metric;

import org.jspecify.annotations.NullMarked;
