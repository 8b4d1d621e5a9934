/**
 * The measurement of the engine: which configurations run, in which order, and what is made of their times.
 * Its results are one JSON file, a table and a picture.
 */
@NullMarked
package dev.intarsia.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
