package dev.intarsia.schemas.deadletter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.serde.UnreadableRecordException;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RefusalReason;

/**
 * Why a service does not use a record.
 *
 * @param cause what was wrong with it, as a sentence
 */
public record RecordRefusal(RefusalReason reason, String cause) {
    public RecordRefusal {
        requireNonNull(reason);
        requireNonNull(cause);
    }

    /** Of a record that could not be read, or that made its processing fail and {@linkplain RecordFault#is is to blame}. */
    public static RecordRefusal of(RuntimeException failure) {
        if (failure instanceof UnreadableRecordException unreadable) {
            return new RecordRefusal(unreadable.reason(), String.valueOf(unreadable.getMessage()));
        }
        return failure instanceof InvalidRecordException invalid
                ? new RecordRefusal(invalid.reason(), String.valueOf(invalid.getMessage()))
                : new RecordRefusal(RefusalReason.FAILS, RecordFault.cause(failure));
    }
}
