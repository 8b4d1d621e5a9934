package dev.intarsia.evaluation.baseline;

/**
 * Predicts a value from those observed before; the order of observing does not matter. Unrounded: see
 * {@link LabelScale}. Not for several threads at once.
 */
public sealed interface Baseline permits GlobalMean, ItemMean, UserMean, ItemUserBias {
    /**
     * What this user would give this item.
     *
     * @throws IllegalStateException before the first observation of anything
     */
    double predict(String user, String item);

    /** Takes a value into account from now on. */
    void observe(Observation observation);

    /** As reports name it. */
    String name();
}
