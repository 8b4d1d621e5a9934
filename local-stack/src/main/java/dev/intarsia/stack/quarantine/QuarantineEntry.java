package dev.intarsia.stack.quarantine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody in quarantine, or records of somebody that a service has refused.
 *
 * @param user whom it is about; {@link #NOBODY} where a record's key names nobody
 * @param what is held: {@link #ADAPTER}, {@link #PIECES} or {@link #RECORD}
 * @param reason as the record names it
 * @param detail what was found
 * @param since when it began
 * @param end what gets the user, or the record's place, out
 * @param released when an operator let the user go on; empty where nobody has
 */
public record QuarantineEntry(
        String user, String what, String reason, String detail, Instant since, String end, Optional<Instant> released) {
    /** The user's own adapter keeps earlier weights. */
    public static final String ADAPTER = "adapter";

    /** Nothing of the user's is shared. */
    public static final String PIECES = "pieces";

    /** A record that a service has refused. */
    public static final String RECORD = "record";

    /** Where a record's key names nobody. */
    public static final String NOBODY = "-";

    public QuarantineEntry {
        requireNonNull(user);
        requireNonNull(what);
        requireNonNull(reason);
        requireNonNull(detail);
        requireNonNull(since);
        requireNonNull(end);
        requireNonNull(released);
    }

    /** Of somebody whom nobody has let go on. */
    public QuarantineEntry(String user, String what, String reason, String detail, Instant since, String end) {
        this(user, what, reason, detail, since, end, Optional.empty());
    }
}
