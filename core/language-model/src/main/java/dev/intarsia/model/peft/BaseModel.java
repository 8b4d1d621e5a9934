package dev.intarsia.model.peft;

import dev.intarsia.model.adapter.FirstPrompt;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The model an adapter belongs to.
 *
 * @param fingerprint what this program knows it by
 * @param name what others know it by: a name in a hub or a path
 * @param checkpoint its directory, which only prompts need; null where there is none
 */
public record BaseModel(
        ModelConfig config,
        String fingerprint,
        String name,
        @Nullable Path checkpoint) {
    /** One whose directory nobody asks for. */
    public BaseModel(ModelConfig config, String fingerprint, String name) {
        this(config, fingerprint, name, null);
    }

    /** The base model in a checkpoint directory, named by its path. Reads all weights once. */
    public static BaseModel of(Path checkpoint) throws IOException {
        Checkpoint opened = Checkpoint.open(checkpoint);
        return new BaseModel(opened.config(), opened.fingerprint(), checkpoint.toString(), checkpoint);
    }

    /**
     * The virtual tokens that every prompt of the model begins with, see {@link FirstPrompt}.
     *
     * @throws IllegalArgumentException where its directory is not given, or the vocabulary has too few tokens
     */
    float[] firstPrompt(int tokens) throws IOException {
        if (checkpoint == null) {
            throw new IllegalArgumentException(
                    "A prompt is read and written with the base model's embeddings, so give the model's directory.");
        }
        return FirstPrompt.of(Checkpoint.open(checkpoint), fingerprint, tokens);
    }
}
