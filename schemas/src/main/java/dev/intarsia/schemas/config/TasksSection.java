package dev.intarsia.schemas.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where task files are, beside the bundled ones. */
@ConfigMapping(prefix = "tasks")
public interface TasksSection {
    Optional<Path> directory();
}
