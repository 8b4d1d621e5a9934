package dev.intarsia.schemas.serde;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.validation.RefusalReason;
import org.jspecify.annotations.Nullable;

/** A record does not hold what its topic promises, and never will. */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /** Of a value that no version of the contract reads. */
    public UnreadableRecordException(String message, @Nullable Throwable cause) {
        this(RefusalReason.UNREADABLE, message, cause);
    }

    public UnreadableRecordException(RefusalReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason);
    }

    /** What is wrong with it. */
    public RefusalReason reason() {
        return reason;
    }
}
