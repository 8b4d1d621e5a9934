package dev.intarsia.replay.source;

import java.io.IOException;

/** A source that cannot be replayed as a whole; the message says what is wrong, where, and what to do. */
public final class UnusableSourceException extends IOException {
    private static final long serialVersionUID = 1;

    public UnusableSourceException(String message) {
        super(message);
    }

    public UnusableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
