package dev.intarsia.ingest.publish;

/** Nothing was written, because too much is on its way to the broker already; later there will be room. */
public final class BufferFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BufferFullException(int wanted, int room, int capacity) {
        super("No room for " + wanted + " more records: " + room + " of " + capacity
                + " places are free; send them again in a moment");
    }
}
