package dev.intarsia.ingest.file;

/** The broker or the registry failed within a file; what arrived stays, and sending the file again is safe. */
public final class FileNotSentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FileNotSentException(long acknowledged, Throwable cause) {
        super(
                "Stopped after " + acknowledged + " acknowledged events. Send the file again when the broker and the"
                        + " schema registry are back; what arrived already is recognised. Cause: " + cause.getMessage(),
                cause);
    }
}
