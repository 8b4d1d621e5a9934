package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The frozen base model, loaded. Safe to use from several threads; close it after everything that was made from it. */
public final class LanguageModel implements AutoCloseable {
    private LanguageModel() {}

    /**
     * Loads a checkpoint directory in the Hugging Face layout.
     *
     * @throws IOException when a file is missing, malformed or of an architecture that is not supported
     */
    public static LanguageModel load(Path directory, EngineOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    public ModelConfig config() {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 over the shape and the weights, in hexadecimal: what adapters and pieces name as their base model. */
    public String fingerprint() {
        throw new UnsupportedOperationException();
    }

    /** The layout of every adapter of this model. */
    public AdapterLayout layout() {
        throw new UnsupportedOperationException();
    }

    public EngineOptions options() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
