package dev.intarsia.tasks;

import java.util.Collection;

/** A name for which no task file is loaded. */
public final class UnknownTaskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownTaskException(String name, Collection<String> known) {
        super("There is no task '" + name + "'; use one of " + String.join(", ", known)
                + ", or put its file into the tasks directory");
    }
}
