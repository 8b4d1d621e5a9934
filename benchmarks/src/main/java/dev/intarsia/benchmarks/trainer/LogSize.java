package dev.intarsia.benchmarks.trainer;

/**
 * How much is on a log.
 *
 * @param label names it in results, and its topics
 * @param events all of them worked on
 * @param users who did them, at random
 */
record LogSize(String label, int events, int users) {}
