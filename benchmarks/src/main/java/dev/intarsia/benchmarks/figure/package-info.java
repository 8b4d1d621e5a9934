/** Figures with goals, as all reports show them. */
@NullMarked
package dev.intarsia.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
