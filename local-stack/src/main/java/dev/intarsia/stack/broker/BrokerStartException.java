package dev.intarsia.stack.broker;

import java.nio.file.Path;

/** The broker gave up while starting. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(Path dataDirectory, Throwable cause) {
        super(
                "The broker could not start on the data in " + dataDirectory + ": " + root(cause)
                        + ". Where the data is damaged and may go, delete that folder.",
                cause);
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
