package dev.intarsia.model.decode;

/** A request that was accepted. */
public interface Generation {
    /**
     * Takes the request back and frees its place: at once when it waits, before the next token when it runs. Without
     * effect when it has ended. Safe from any thread.
     */
    void cancel();
}
