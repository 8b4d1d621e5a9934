package dev.intarsia.gateway.serving;

import java.util.Locale;

/** Why something the streams brought was not served. */
public enum AdapterRefusal {
    /** It was made for another base model. */
    BASE_MODEL,
    /** It is of another method, or has another rank, scale or set of modules than this gateway's adapters. */
    LAYOUT,
    /** Its content is not what its digest says. */
    DIGEST,
    /** It holds numbers that are infinite or none at all. */
    NOT_FINITE,
    /** It is another user's than the one it was found for. */
    OWNER,
    /** The assignment names a piece the pool does not hold. */
    MISSING_PIECE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
