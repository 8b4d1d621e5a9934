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

    /** Where every user starts: B is zero and nothing was trained. */
    public static AdapterState zero(AdapterLayout layout) {
        return start(Adapter.zero(layout));
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
