package dev.intarsia.model.engine;

import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.Checkpoint;
import java.io.IOException;

/** How a checkpoint would run on this machine; no more is loaded for it than its first layers, its embedding and its head. */
public final class CheckpointTrial {
    private CheckpointTrial() {}

    /**
     * Whether it would be {@link LanguageModel#batchInvariant()}.
     *
     * @param options with a precision other than {@link Precision#AUTO}
     * @throws IOException as {@link LanguageModel#load} does
     */
    public static boolean batchInvariant(Checkpoint checkpoint, EngineOptions options) throws IOException {
        try (NDManager manager = DeviceChoice.manager(options.device())) {
            return Arithmetic.of(checkpoint, checkpoint.fingerprint(), options, manager)
                    .batchInvariant();
        }
    }

    /**
     * The precision it would be loaded with: the one asked for or, for {@link Precision#AUTO}, the one kept under
     * {@link EngineOptions#measurements} or measured now, and kept there.
     *
     * @throws IOException as {@link LanguageModel#load} does
     */
    public static Precision precision(Checkpoint checkpoint, EngineOptions options) throws IOException {
        try (NDManager manager = DeviceChoice.manager(options.device())) {
            return PrecisionChoice.of(checkpoint, checkpoint.fingerprint(), options, manager);
        }
    }
}
