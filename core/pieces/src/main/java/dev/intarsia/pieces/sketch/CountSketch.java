package dev.intarsia.pieces.sketch;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.util.SplittableRandom;

/**
 * A fixed sparse random projection (count sketch; Charikar, Chen and Farach-Colton 2002): input {@code i} is added with
 * sign {@code signs[i]} to output {@code buckets[i]}. It is linear, costs one pass, and keeps dot products in
 * expectation: {@code E[apply(u) · apply(v)] = u · v}, with a variance of about {@code ‖u‖² ‖v‖² / size}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CountSketch {
    /** Part of the seed: another layout of draws must be another name, or old gates would be compared with new ones. */
    private static final String SCHEME = "intarsia/count-sketch/1";

    private final int[] buckets;
    private final float[] signs;
    private final int size;

    private CountSketch(int[] buckets, float[] signs, int size) {
        this.buckets = buckets;
        this.signs = signs;
        this.size = size;
    }

    /**
     * The sketch of one module of one base model.
     *
     * @param baseModel fingerprint of the base model
     * @param inputs length of the vectors to be sketched: d_out × r for a module's B
     * @param size length of a sketch
     */
    public static CountSketch of(String baseModel, ModuleId module, int inputs, int size) {
        if (inputs < 1 || size < 1) {
            throw new IllegalArgumentException("A sketch of module " + module + " needs at least one input and one "
                    + "bucket, not " + inputs + " and " + size + ".");
        }
        // Only nextLong: its values are fixed by the SplitMix64 algorithm, those of nextInt(bound) are not.
        SplittableRandom random = new SplittableRandom(seed(baseModel, module));
        int[] buckets = new int[inputs];
        float[] signs = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            long draw = random.nextLong();
            buckets[i] = (int) (((draw >>> 32) * size) >>> 32);
            signs[i] = (draw & 1) == 0 ? 1f : -1f;
        }
        return new CountSketch(buckets, signs, size);
    }

    private static long seed(String baseModel, ModuleId module) {
        return new Sha256()
                .raw(SCHEME + "\n" + baseModel + "\n" + module.text())
                .first64();
    }

    /** Length of the vectors that go in. */
    public int inputs() {
        return buckets.length;
    }

    /** Length of the vectors that come out. */
    public int size() {
        return size;
    }

    /** For each input, the output it is added to; a copy. */
    public int[] buckets() {
        return buckets.clone();
    }

    /** For each input, 1 or −1; a copy. */
    public float[] signs() {
        return signs.clone();
    }

    /**
     * The sketch of one vector.
     *
     * @param vector of length {@link #inputs()}
     * @return a new array of length {@link #size()}
     */
    public float[] apply(float[] vector) {
        if (vector.length != buckets.length) {
            throw new IllegalArgumentException("This sketch takes " + buckets.length + " numbers, not " + vector.length
                    + "; make one for that length with CountSketch.of.");
        }
        double[] sums = new double[size];
        for (int i = 0; i < vector.length; i++) {
            sums[buckets[i]] += signs[i] * vector[i];
        }
        float[] sketch = new float[size];
        for (int j = 0; j < size; j++) {
            sketch[j] = (float) sums[j];
        }
        return sketch;
    }
}
