package dev.intarsia.pieces.cluster;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.pieces.sketch.CountSketch;

/**
 * A user as a point: the directions of the mean signature at all modules, each module weighing the same, sketched to a
 * few numbers and brought to length 1.
 */
public final class BehaviorEmbedding {
    private BehaviorEmbedding() {}

    /**
     * The embedding of a user.
     *
     * @param baseModel fingerprint of the base model the signatures come from
     * @param size how many numbers to embed into
     * @return of length {@code size} and norm 1; all 0 when the signature is
     */
    public static float[] of(SignatureSum signature, String baseModel, int size) {
        double[] sum = new double[size];
        for (ModuleId module : signature.modules()) {
            float[] vector = unit(signature.sum(module));
            float[] sketch = CountSketch.of("embedding of " + baseModel, module, vector.length, size)
                    .apply(vector);
            for (int j = 0; j < size; j++) {
                sum[j] += sketch[j];
            }
        }
        float[] embedding = new float[size];
        for (int j = 0; j < size; j++) {
            embedding[j] = (float) sum[j];
        }
        return unit(embedding);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float[] unit = new float[vector.length];
        for (int j = 0; j < vector.length && squares > 0; j++) {
            unit[j] = (float) (vector[j] / Math.sqrt(squares));
        }
        return unit;
    }
}
