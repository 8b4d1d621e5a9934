package dev.intarsia.schemas.validation;

import static java.util.Objects.requireNonNull;

/** A record can be read, but says what no record of its topic may say. */
public final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    public InvalidRecordException(RefusalReason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason);
    }

    /** What is wrong with it. */
    public RefusalReason reason() {
        return reason;
    }
}
