package dev.intarsia.benchmarks.assembler;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What so many users take.
 *
 * @param oppuBytes with an adapter each
 * @param perPcsBytes with pieces of 50 sharers
 * @param computeRatio operations with an adapter each over those with pieces
 */
record StorageCurve(int users, double oppuBytes, double perPcsBytes, double computeRatio) {
    private static final List<Integer> STEPS = List.of(1, 2, 5);

    /** From ten users to a million. */
    static List<StorageCurve> of(StorageComparison.Unit unit) {
        return IntStream.rangeClosed(1, 6)
                .boxed()
                .flatMap(power -> STEPS.stream().map(step -> (int) (step * Math.pow(10, power))))
                .filter(users -> users <= 1_000_000)
                .map(users -> new StorageCurve(
                        users, unit.oppu(users), unit.perPcs(users), StorageComparison.computeRatio(users)))
                .toList();
    }
}
