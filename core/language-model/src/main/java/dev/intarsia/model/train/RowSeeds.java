package dev.intarsia.model.train;

import java.util.SplittableRandom;

/** The seed of each row of an update, from the update's own seed. */
final class RowSeeds {
    private RowSeeds() {}

    static long of(long seed, int step, int row) {
        long ofStep = new SplittableRandom(seed + step).nextLong();
        return new SplittableRandom(ofStep + row).nextLong();
    }
}
