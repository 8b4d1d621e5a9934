package dev.intarsia.stack.datadir;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A data folder cannot be used. */
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(Path directory, String problem, @Nullable Throwable cause) {
        super("The data folder " + directory + " cannot be used: " + problem, cause);
    }
}
