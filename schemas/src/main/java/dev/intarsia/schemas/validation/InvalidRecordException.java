package dev.intarsia.schemas.validation;

/** A record can be read, but says what no record of its topic may say. */
public final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRecordException(String message) {
        super(message);
    }
}
