package dev.intarsia.gateway.generate;

import dev.intarsia.chat.ChatTemplate;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a checkpoint's makers mean it to be spoken to.
 *
 * @param template of conversations; empty for a base model
 * @param sampling of answers, where a request leaves it open
 */
public record GenerationConfig(Optional<ChatTemplate> template, GenerationDefaults sampling) {
    /**
     * Reads the files beside a checkpoint's weights.
     *
     * @throws IOException when one of them is malformed
     */
    public static GenerationConfig read(Path checkpoint) throws IOException {
        return new GenerationConfig(ChatTemplate.open(checkpoint), GenerationDefaults.read(checkpoint));
    }
}
