/**
 * How far answers are from what users gave, as numbers that grow with every event. The definitions are those of the
 * LaMP benchmark, so that figures can be compared.
 */
@NullMarked
package dev.intarsia.evaluation.metric;

import org.jspecify.annotations.NullMarked;
