/**
 * The workloads of the benchmark's child processes: training, decoding and serving, each in rounds of fixed work.
 * Random numbers come from a fixed seed, so that all sides of a comparison do the same work.
 */
@NullMarked
package dev.intarsia.benchmarks.load;

import org.jspecify.annotations.NullMarked;
