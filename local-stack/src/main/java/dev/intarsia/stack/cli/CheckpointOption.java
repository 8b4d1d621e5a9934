package dev.intarsia.stack.cli;

import dev.intarsia.stack.home.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which base model is used. */
final class CheckpointOption {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Base checkpoint in Hugging Face layout (default: models/default).")
    private @Nullable Path model;

    Path directory() {
        return model == null ? Home.here().model() : model;
    }
}
