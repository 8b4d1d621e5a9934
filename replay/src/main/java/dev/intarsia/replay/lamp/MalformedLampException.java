package dev.intarsia.replay.lamp;

import java.io.IOException;

/** A folder or file that is not LaMP's as a whole; the message names it and says what to do. */
public final class MalformedLampException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedLampException(String where, String problem) {
        super(where + " " + problem);
    }

    MalformedLampException(String where, String problem, Throwable cause) {
        super(where + " " + problem, cause);
    }
}
