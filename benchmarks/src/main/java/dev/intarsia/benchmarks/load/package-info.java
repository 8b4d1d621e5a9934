/**
 * What the children do: training, decoding and serving, each a round of fixed work when asked.
 * Every random number comes from a fixed seed, so that all sides of a comparison do the same.
 */
@NullMarked
package dev.intarsia.benchmarks.load;

import org.jspecify.annotations.NullMarked;
