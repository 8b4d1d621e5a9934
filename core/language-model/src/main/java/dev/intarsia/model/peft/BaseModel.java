package dev.intarsia.model.peft;

import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The model an adapter belongs to.
 *
 * @param fingerprint what this program knows it by
 * @param name what others know it by: a name in a hub or a path
 */
public record BaseModel(ModelConfig config, String fingerprint, String name) {
    /** The base model in a checkpoint directory, named by its path. Reads all weights once. */
    public static BaseModel of(Path checkpoint) throws IOException {
        Checkpoint opened = Checkpoint.open(checkpoint);
        return new BaseModel(opened.config(), opened.fingerprint(), checkpoint.toString());
    }
}
