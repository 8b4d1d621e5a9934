package dev.intarsia.schemas.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The location of task files in addition to the bundled ones. */
@ConfigMapping(prefix = "tasks")
public interface TasksSection {
    Optional<Path> directory();
}
