package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import org.jspecify.annotations.Nullable;

/** Makes each user's adapter in one way. */
@FunctionalInterface
interface Composing {
    /** The adapter that a user is answered under. */
    Composed of(AskedUser user);

    /**
     * An adapter.
     *
     * @param adapter null for the base model
     * @param predictedGain by how many nats it is predicted to lower the loss of one of the user's events; NaN where
     *     nothing is predicted
     * @param piecesPerModule mean number of pieces at a module
     */
    record Composed(@Nullable Adapter adapter, double predictedGain, double piecesPerModule) {
        static final Composed BASE = new Composed(null, 0, 0);

        /** An adapter of which nothing is predicted. */
        static Composed of(@Nullable Adapter adapter) {
            return new Composed(adapter, Double.NaN, 0);
        }
    }
}
