package dev.intarsia.model.adapter;

/**
 * An adapter with what its next update needs.
 *
 * @param firstMoment AdamW's mean of gradients
 * @param secondMoment AdamW's mean of squared gradients
 * @param steps optimizer steps taken so far
 */
public record AdapterState(Adapter adapter, AdapterValues firstMoment, AdapterValues secondMoment, long steps) {
    public AdapterState {
        if (!adapter.layout().equals(firstMoment.layout()) || !adapter.layout().equals(secondMoment.layout())) {
            throw new IllegalArgumentException("An adapter and its optimizer state must share one layout.");
        }
        if (steps < 0) {
            throw new IllegalArgumentException("Optimizer steps are counted from 0, not " + steps + ".");
        }
    }

    /**
     * Where every user starts whose A is shared: B is zero and nothing was trained.
     *
     * @throws IllegalArgumentException when A is the user's own, since with both zero nothing would ever be learned
     */
    public static AdapterState zero(AdapterLayout layout) {
        if (layout.form() == AdapterCodec.OWN_A) {
            throw new IllegalArgumentException("An adapter with an A of its own cannot learn from zero; begin with "
                    + "AdapterState.initial and a seed.");
        }
        return start(Adapter.zero(layout));
    }

    /** Where a user starts, see {@link Adapter#initial}. */
    public static AdapterState initial(AdapterLayout layout, long seed) {
        return start(Adapter.initial(layout, seed));
    }

    /** A given adapter with a fresh optimizer. */
    public static AdapterState start(Adapter adapter) {
        AdapterValues zero = AdapterValues.zero(adapter.layout());
        return new AdapterState(adapter, zero, zero, 0);
    }

    public AdapterLayout layout() {
        return adapter.layout();
    }
}
