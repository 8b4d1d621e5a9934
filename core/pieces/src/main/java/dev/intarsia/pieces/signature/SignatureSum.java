package dev.intarsia.pieces.signature;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a user's event signatures, one vector per module. Without decay, adding is commutative and associative up
 * to rounding; with decay, the events of the right-hand side count as the later ones.
 *
 * <p>Immutable; it holds signatures of one base model only, which the caller sees to.
 */
public final class SignatureSum {
    /** What a number of one event may reach, so that no sum and no score can overflow. */
    private static final float LARGEST = 1e15f;

    private static final SignatureSum EMPTY = new SignatureSum(new TreeMap<>(), 0, 0);

    private final SortedMap<ModuleId, float[]> sums;
    private final long events;
    private final double weight;

    /** Takes over {@code sums} without a copy. */
    SignatureSum(SortedMap<ModuleId, float[]> sums, long events, double weight) {
        this.sums = sums;
        this.events = events;
        this.weight = weight;
    }

    /** The sum of no events; it accepts signatures of any modules and lengths. */
    public static SignatureSum empty() {
        return EMPTY;
    }

    /**
     * This sum and one later event.
     *
     * @param signature vector per module; the same modules and lengths as the earlier events'
     * @throws IncompatibleSignatureException when it has no modules, other modules or lengths, or a number
     *     that is not finite or beyond 1e15
     */
    public SignatureSum add(Map<ModuleId, float[]> signature, Decay decay) {
        if (signature.isEmpty()) {
            throw new IncompatibleSignatureException("The signature has no modules; the adapter layout must have one.");
        }
        signature.forEach(SignatureSum::requireSound);
        return merge(new SignatureSum(new TreeMap<>(signature), 1, 1), decay);
    }

    /**
     * This sum and a sum over later events.
     *
     * @throws IncompatibleSignatureException when it has other modules or lengths
     */
    public SignatureSum merge(SignatureSum later, Decay decay) {
        if (later.events == 0) {
            return this;
        }
        requireSameShape(later);
        double kept = decay.after(later.events);
        SortedMap<ModuleId, float[]> merged = new TreeMap<>();
        later.sums.forEach((module, vector) -> merged.put(module, scaledSum(sums.get(module), (float) kept, vector)));
        return new SignatureSum(merged, events + later.events, weight * kept + later.weight);
    }

    private static float[] scaledSum(float @Nullable [] earlier, float kept, float[] later) {
        float[] sum = later.clone();
        if (earlier != null) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += kept * earlier[j];
            }
        }
        return sum;
    }

    /** How many events were added. */
    public long events() {
        return events;
    }

    /** The decayed number of events: what to divide the sums by for the mean event. Equals the events without decay. */
    public double weight() {
        return weight;
    }

    /** The modules that have a vector, in layout order; none when no event was added. */
    public SortedSet<ModuleId> modules() {
        return new TreeSet<>(sums.keySet());
    }

    /**
     * The sum at one module; a copy.
     *
     * @throws IllegalArgumentException when the module is not among {@link #modules()}
     */
    public float[] sum(ModuleId module) {
        float[] sum = sums.get(module);
        if (sum == null) {
            throw new IllegalArgumentException(
                    "There is no signature at module " + module + ", only at " + sums.keySet() + ".");
        }
        return sum.clone();
    }

    private void requireSameShape(SignatureSum later) {
        if (events == 0) {
            return;
        }
        if (!sums.keySet().equals(later.sums.keySet())) {
            throw new IncompatibleSignatureException("The signature has modules " + later.sums.keySet()
                    + " where the earlier events have " + sums.keySet() + "; signatures of one base model and one "
                    + "adapter layout add up, others need a new sum.");
        }
        later.sums.forEach((module, vector) -> {
            float[] earlier = sums.get(module);
            if (earlier != null && vector.length != earlier.length) {
                throw new IncompatibleSignatureException("The signature at module " + module + " has " + vector.length
                        + " numbers where the earlier events have " + earlier.length
                        + "; both need the same sketch size.");
            }
        });
    }

    private static void requireSound(ModuleId module, float[] vector) {
        for (int j = 0; j < vector.length; j++) {
            // Written so that NaN fails too.
            if (!(Math.abs(vector[j]) <= LARGEST)) {
                throw new IncompatibleSignatureException("The signature at module " + module + " has " + vector[j]
                        + " at position " + j + "; the loss or the gradient of the event was not finite, or it is no "
                        + "gradient at all.");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureSum that
                && events == that.events
                && Double.compare(weight, that.weight) == 0
                && sums.keySet().equals(that.sums.keySet())
                && sums.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), that.sums.get(entry.getKey())));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(events) * 31 + sums.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "SignatureSum[" + events + " events at " + sums.keySet() + "]";
    }
}
