package dev.intarsia.benchmarks.trainer;

/**
 * A trainer that has become ready.
 *
 * @param seconds from its process's start to the first time {@code /readyz} answered with 200
 * @param processorSeconds that it worked until then, all threads together
 */
record Readiness(double seconds, double processorSeconds) {}
