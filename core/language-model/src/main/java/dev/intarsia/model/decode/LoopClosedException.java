package dev.intarsia.model.decode;

/** The decode loop ends or has ended. */
public final class LoopClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoopClosedException() {
        super("Generation is shutting down; ask another instance or ask again when it is back.");
    }
}
