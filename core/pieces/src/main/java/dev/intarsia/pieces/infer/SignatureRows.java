package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a signature is multiplied with: a row for each direction and module. The products run along the rows and are added up
 * at the end, four modules in one pass, since a loop over the few directions would be too short to be fast.
 */
final class SignatureRows {
    private static final int AT_ONCE = 4;

    private final Map<ModuleId, Integer> places = new HashMap<>();
    /** Directions × modules × length. */
    private final float[][][] rows;

    private int longest;

    SignatureRows(Collection<ModulePool> modules, int directions) {
        this.rows = new float[directions][modules.size()][];
        for (ModulePool module : modules) {
            int place = places.size();
            places.put(module.module(), place);
            longest = Math.max(longest, module.length());
            for (float[][] direction : rows) {
                direction[place] = new float[module.length()];
            }
        }
    }

    /** Adds a gate with its factor in each direction. */
    void add(ModuleId module, float[] gate, float[] factors) {
        int place = places.getOrDefault(module, -1);
        for (int direction = 0; direction < factors.length; direction++) {
            float factor = factors[direction];
            float[] row = rows[direction][place];
            for (int i = 0; i < gate.length; i++) {
                row[i] += factor * gate[i];
            }
        }
    }

    /** The products of a signature with each direction; where it has another length than the gates, it adds nothing. */
    float[] times(SignatureSum signature) {
        float[][] parts = new float[places.size()][];
        int[] at = new int[parts.length];
        int[] found = new int[1];
        signature.forEach((module, sum) -> {
            int place = places.getOrDefault(module, -1);
            if (place >= 0 && rows.length > 0 && rows[0][place].length == sum.length) {
                parts[found[0]] = sum;
                at[found[0]++] = place;
            }
        });
        float[] products = new float[rows.length];
        float[] along = new float[longest];
        for (int direction = 0; direction < products.length; direction++) {
            Arrays.fill(along, 0);
            add(along, parts, found[0], rows[direction], at);
            products[direction] = sum(along);
        }
        return products;
    }

    private static void add(float[] to, float[][] parts, int count, float[][] row, int[] at) {
        int i = 0;
        while (i < count) {
            if (i + AT_ONCE <= count && fill(parts, i, to.length)) {
                addFour(to, parts, i, row[at[i]], row[at[i + 1]], row[at[i + 2]], row[at[i + 3]]);
                i += AT_ONCE;
            } else {
                float[] part = parts[i];
                float[] factors = row[at[i]];
                for (int j = 0; j < part.length; j++) {
                    to[j] += part[j] * factors[j];
                }
                i++;
            }
        }
    }

    /** Whether four parts are as long as the target, as signatures of gradients always are. */
    private static boolean fill(float[][] parts, int first, int length) {
        return parts[first].length == length
                && parts[first + 1].length == length
                && parts[first + 2].length == length
                && parts[first + 3].length == length;
    }

    private static void addFour(float[] to, float[][] parts, int first, float[] a, float[] b, float[] c, float[] d) {
        float[] one = parts[first];
        float[] two = parts[first + 1];
        float[] three = parts[first + 2];
        float[] four = parts[first + 3];
        // Bounded by the target, without which the just-in-time compiler does not vectorize it.
        for (int j = 0; j < to.length; j++) {
            to[j] += one[j] * a[j] + two[j] * b[j] + three[j] * c[j] + four[j] * d[j];
        }
    }

    /** In four parts, since one sum would wait for each of its additions. */
    private static float sum(float[] values) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int whole = values.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (int i = whole; i < values.length; i++) {
            a += values[i];
        }
        return a + b + c + d;
    }
}
