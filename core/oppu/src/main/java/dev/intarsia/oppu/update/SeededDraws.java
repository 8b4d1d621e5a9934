package dev.intarsia.oppu.update;

import dev.intarsia.pieces.digest.Sha256;
import java.util.SplittableRandom;

/** Random choices that are the same on every machine and Java release. Not thread-safe. */
public final class SeededDraws {
    private final SplittableRandom random;

    public SeededDraws(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * A seed for one purpose of one user.
     *
     * @param version of the adapter to be made, or 0 for what does not change with it
     */
    public static long seed(String purpose, String user, long version) {
        return new Sha256().raw(purpose + "\n" + version + "\n" + user).first64();
    }

    /** A number from 0 to below {@code bound}. */
    public int below(int bound) {
        // Only nextLong: its values are fixed by the SplitMix64 algorithm, those of nextInt(bound) are not.
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }

    /** The numbers from {@code from} to below {@code to} in random order. */
    public long[] shuffled(long from, long to) {
        long[] numbers = new long[Math.toIntExact(to - from)];
        for (int i = 0; i < numbers.length; i++) {
            int j = below(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = from + i;
        }
        return numbers;
    }
}
