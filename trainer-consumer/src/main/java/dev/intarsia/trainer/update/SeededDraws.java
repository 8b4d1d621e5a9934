package dev.intarsia.trainer.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((purpose + "\n" + version + "\n" + user).getBytes(UTF_8));
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
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
