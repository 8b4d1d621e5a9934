package dev.intarsia.model.adapter;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.util.SplittableRandom;

/**
 * The factor A of a module, the same for every user of a base model: orthonormal rows drawn from the base model's
 * fingerprint and the module's name, so that it never has to be transmitted.
 */
public final class SharedA {
    /** Part of the seed: another way of drawing must be another name, or adapters would meet a foreign A. */
    private static final String SCHEME = "intarsia/shared-a/1";

    private SharedA() {}

    /**
     * A of one module: rows of normal numbers made orthonormal by Gram and Schmidt's process, in double precision, the
     * same on every machine.
     *
     * @param baseModel fingerprint of the base model
     * @param rank number of rows
     * @param inputs d_in, at least {@code rank}
     * @return rank × inputs, row-major
     */
    public static float[] of(String baseModel, ModuleId module, int rank, int inputs) {
        if (rank > inputs) {
            throw new IllegalArgumentException("Module " + module + " has " + inputs
                    + " inputs, so an adapter there cannot have rank " + rank + "; choose a smaller one.");
        }
        SplittableRandom random = new SplittableRandom(seed(baseModel, module));
        double[][] rows = new double[rank][inputs];
        float[] a = new float[rank * inputs];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < inputs; j++) {
                rows[i][j] = normal(random);
            }
            // Once is not enough: what rounding leaves of the other rows grows when the rest is scaled up.
            orthogonalize(rows, i);
            orthogonalize(rows, i);
            for (int j = 0; j < inputs; j++) {
                a[i * inputs + j] = (float) rows[i][j];
            }
        }
        return a;
    }

    /** Takes the earlier rows out of row {@code i} and gives it length one. */
    private static void orthogonalize(double[][] rows, int i) {
        double[] row = rows[i];
        for (int k = 0; k < i; k++) {
            double along = dot(row, rows[k]);
            for (int j = 0; j < row.length; j++) {
                row[j] -= along * rows[k][j];
            }
        }
        double length = Math.sqrt(dot(row, row));
        for (int j = 0; j < row.length; j++) {
            row[j] /= length;
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    /** Box and Muller's transform over draws that the SplitMix64 algorithm fixes. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(random)));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit(random));
    }

    static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    private static long seed(String baseModel, ModuleId module) {
        return seed(SCHEME + "\n" + baseModel + "\n" + module.text());
    }

    /** The first eight bytes of a text's SHA-256. */
    static long seed(String text) {
        return new Sha256().raw(text).first64();
    }
}
