package dev.intarsia.ingest.publish;

/** Nothing was written, because the batch alone is more than may ever be on its way. */
public final class BatchTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BatchTooLargeException(int size, int capacity) {
        super("has " + size + " events; send at most " + capacity + " at once");
    }
}
