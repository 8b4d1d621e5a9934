package dev.intarsia.assembler.user;

import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;

/** A signature that must not be counted; the message is the cause in its dead letter. */
final class UnusableSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    UnusableSignatureException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RecordRefusal refusal() {
        return new RecordRefusal(reason, String.valueOf(getMessage()));
    }
}
