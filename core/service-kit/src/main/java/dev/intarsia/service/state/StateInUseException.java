package dev.intarsia.service.state;

import java.nio.file.Path;

/** Another process keeps its state where this one was told to. */
public final class StateInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateInUseException(Path directory, String application, String owner) {
        super("The state of " + application + " in " + directory + " is in use by " + owner
                + "; end that one, or give this one a state.directory of its own.");
    }
}
