package dev.intarsia.model.engine;

import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.util.List;

/**
 * What a model multiplies with on this machine.
 *
 * @param products the first of those there are here with which rows are batch-invariant; the first of all where they are
 *     with none
 * @param batchInvariant whether they are
 */
record Arithmetic(Products products, boolean batchInvariant) {
    /** One like those in the middle and one like the last, which between them have every product there is. */
    private static final int LAYERS = 2;

    /**
     * Finds out with the checkpoint's first layers, its embedding and its head.
     *
     * @param options with the precision settled
     * @throws IOException where the checkpoint cannot be read
     */
    static Arithmetic of(Checkpoint checkpoint, String fingerprint, EngineOptions options, NDManager manager)
            throws IOException {
        int layers = Math.min(LAYERS, checkpoint.config().layers());
        List<Products> choices = Products.on(manager, options.precision());
        try (SharedWeights weights = new SharedWeights(checkpoint, layers, manager.newSubManager())) {
            for (Products products : choices) {
                try (LanguageModel first = LanguageModel.firstLayers(weights, fingerprint, options, products)) {
                    if (BatchInvariance.of(first)) {
                        return new Arithmetic(products, true);
                    }
                }
            }
        }
        return new Arithmetic(choices.get(0), false);
    }
}
