package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;

/**
 * What is beneath a residual: the user's assembled adapter as it is now. Training starts from the sum of both, and what it
 * leaves over beneath is the residual then. A is shared, so that the sum of two adapters is exact.
 *
 * @param base which assembled adapter it is
 * @param values its weights; zero where nothing is assembled
 */
public record Beneath(AssembledBase base, AdapterValues values) {
    public Beneath {
        requireNonNull(base);
        if (values.layout().form() != AdapterCodec.SHARED_A) {
            throw new IllegalArgumentException(
                    "Only adapters that share their A can be summed; train own adapters (adapters.kind: own) instead.");
        }
    }

    /** Nothing is assembled. */
    public static Beneath nothing(AdapterLayout layout) {
        return new Beneath(AssembledBase.NONE, AdapterValues.zero(layout));
    }

    /**
     * The user's assembled adapter.
     *
     * @param assignment version of the assignment, from 1
     */
    public static Beneath of(long assignment, Adapter assembled) {
        return new Beneath(new AssembledBase(assignment, assembled.digest()), assembled.values());
    }

    /** The whole adapter: this with a residual on top. */
    public Adapter with(AdapterValues residual) {
        return Adapter.of(sum(values, residual, 1));
    }

    /** What a whole adapter has over this. */
    public Adapter residualOf(Adapter whole) {
        return Adapter.of(sum(whole.values(), values, -1));
    }

    private static AdapterValues sum(AdapterValues one, AdapterValues other, float weight) {
        float[] sum = one.toArray();
        float[] added = other.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * added[i];
        }
        return AdapterValues.of(one.layout(), sum);
    }
}
