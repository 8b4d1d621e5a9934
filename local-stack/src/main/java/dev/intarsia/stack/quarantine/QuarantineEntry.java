package dev.intarsia.stack.quarantine;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Somebody in quarantine.
 *
 * @param user whom it is about
 * @param what is held: {@link #ADAPTER} or {@link #PIECES}
 * @param reason as the record names it
 * @param detail what was found
 * @param since when it began
 * @param end what gets the user out
 */
public record QuarantineEntry(String user, String what, String reason, String detail, Instant since, String end) {
    /** The user's own adapter keeps earlier weights. */
    public static final String ADAPTER = "adapter";

    /** Nothing of the user's is shared. */
    public static final String PIECES = "pieces";

    public QuarantineEntry {
        requireNonNull(user);
        requireNonNull(what);
        requireNonNull(reason);
        requireNonNull(detail);
        requireNonNull(since);
        requireNonNull(end);
    }
}
