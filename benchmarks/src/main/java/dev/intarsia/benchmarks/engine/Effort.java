package dev.intarsia.benchmarks.engine;

import java.util.List;

/**
 * How much is done of each measurement.
 *
 * @param rounds how often each side of a comparison has its turn, after those that only warm up
 * @param warmUpSeconds how long all sides of a comparison together warm up, at least one turn each: a JVM compiles what
 *     runs often only after a while
 * @param rows rows of each user in a training step, one comparison for each
 * @param requests of one round of serving
 * @param trainingSteps over which memory is watched
 * @param servedRequests over which memory is watched
 * @param layers of the model in SmolLM-135M's shape
 */
record Effort(
        int rounds,
        double warmUpSeconds,
        List<Integer> rows,
        int requests,
        int trainingSteps,
        int servedRequests,
        int layers,
        int registered) {
    static final Effort FULL = new Effort(7, 15, List.of(1, 10), 192, 5000, 2000, 30, 2000);
    static final Effort QUICK = new Effort(1, 0, List.of(1), 16, 100, 32, 1, 50);
}
