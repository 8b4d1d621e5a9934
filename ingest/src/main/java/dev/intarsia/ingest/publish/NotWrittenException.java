package dev.intarsia.ingest.publish;

/**
 * The broker or the registry did not take everything in time. What was taken stays; sending all of it again is safe,
 * since the same event has the same id.
 */
public final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int written;

    NotWrittenException(int written, int total, Throwable cause) {
        super(
                "Wrote " + written + " of " + total + " records; the broker or the schema registry did not answer in"
                        + " time. Send all of them again: what arrived already is recognised. Cause: "
                        + cause.getMessage(),
                cause);
        this.written = written;
    }

    /** How many records the broker has. */
    public int written() {
        return written;
    }
}
