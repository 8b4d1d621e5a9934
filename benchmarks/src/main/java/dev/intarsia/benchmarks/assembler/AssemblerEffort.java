package dev.intarsia.benchmarks.assembler;

/**
 * How much is done of each measurement.
 *
 * @param users who have signatures
 * @param sharers in the pool
 * @param history events of each user before the measured ones
 * @param events of each user that are measured
 * @param warmUpRounds rounds that do not count
 * @param rounds how often each side has its turn
 * @param manySharers of the large pool
 * @param manyUsers of the reassembly
 * @param churnUsers while the pool changes every second
 * @param churnSeconds how long it does
 * @param sampledUsers of the population, who are sent to the large pool
 * @param topologySignatures of each user through Kafka Streams
 */
record AssemblerEffort(
        int users,
        int sharers,
        int history,
        int events,
        int warmUpRounds,
        int rounds,
        int manySharers,
        int manyUsers,
        int churnUsers,
        int churnSeconds,
        int sampledUsers,
        int topologySignatures) {
    static final AssemblerEffort FULL =
            new AssemblerEffort(2_000, 50, 30, 10, 3, 7, 10_000, 100_000, 4_000, 60, 64, 20);
    static final AssemblerEffort QUICK = new AssemblerEffort(20, 12, 4, 2, 0, 1, 40, 60, 40, 3, 4, 3);
}
