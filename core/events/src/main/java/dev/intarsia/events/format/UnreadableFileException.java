package dev.intarsia.events.format;

import java.io.IOException;

/** A file that is not what it was said to be, as a whole; the message names the file and says what to do. */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableFileException(String file, String problem) {
        super(file + " " + problem);
    }

    UnreadableFileException(String file, String problem, Throwable cause) {
        super(file + " " + problem, cause);
    }
}
