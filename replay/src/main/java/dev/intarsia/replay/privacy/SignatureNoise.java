package dev.intarsia.replay.privacy;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Signatures made coarser: each event's is scaled down to a largest Euclidean norm over all modules, and Gaussian noise is
 * added to each number.
 *
 * @param clip largest norm; infinity for none
 * @param perEvent standard deviation of the noise that each event's signature has before anybody sees it
 * @param perSum standard deviation of the noise that a user's sum has once, by whoever adds up
 */
record SignatureNoise(double clip, double perEvent, double perSum) {
    static final SignatureNoise NONE = new SignatureNoise(Double.POSITIVE_INFINITY, 0, 0);

    static double norm(Map<ModuleId, float[]> signature) {
        double squares = 0;
        for (float[] vector : signature.values()) {
            for (float value : vector) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }

    /** The signature scaled down where it is too large. */
    Map<ModuleId, float[]> clipped(Map<ModuleId, float[]> signature) {
        double norm = norm(signature);
        return norm <= clip ? signature : with(signature, clip / norm, 0, 0);
    }

    /** An event's signature as it is published: clipped, with noise. */
    Map<ModuleId, float[]> published(Map<ModuleId, float[]> signature, long seed) {
        return with(clipped(signature), 1, perEvent, seed);
    }

    /** A sum as it is used. */
    Map<ModuleId, float[]> used(Map<ModuleId, float[]> sum, long seed) {
        return with(sum, 1, perSum, seed);
    }

    /** The variance of each number of a used sum of so many events. */
    double variance(int events) {
        return events * perEvent * perEvent + perSum * perSum;
    }

    private static Map<ModuleId, float[]> with(
            Map<ModuleId, float[]> signature, double scale, double deviation, long seed) {
        if (scale == 1 && deviation == 0) {
            return signature;
        }
        // Its Gaussian numbers are the same in every Java release, which those of other generators are not.
        Random random = new Random(seed);
        Map<ModuleId, float[]> changed = new TreeMap<>();
        new TreeMap<>(signature).forEach((module, vector) -> {
            float[] numbers = new float[vector.length];
            for (int i = 0; i < numbers.length; i++) {
                double noise = deviation == 0 ? 0 : deviation * random.nextGaussian();
                numbers[i] = (float) (scale * vector[i] + noise);
            }
            changed.put(module, numbers);
        });
        return changed;
    }
}
