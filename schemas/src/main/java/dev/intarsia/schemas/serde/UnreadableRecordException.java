package dev.intarsia.schemas.serde;

import org.jspecify.annotations.Nullable;

/** A record does not hold what its topic promises, and never will. */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
