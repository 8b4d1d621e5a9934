/**
 * The engine benchmark: which configurations run, in which order, and how their times are evaluated. Results are one
 * JSON file, a table and a chart.
 */
@NullMarked
package dev.intarsia.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
