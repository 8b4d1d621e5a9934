package dev.intarsia.gateway.serving;

import dev.intarsia.schemas.validation.RefusalReason;

/** Why something the streams brought was not served. */
public enum AdapterRefusal {
    /** It was made for another base model. */
    BASE_MODEL(RefusalReason.BASE_MODEL.text()),
    /** It is of another method, or has another rank, scale or set of modules than this gateway's adapters. */
    LAYOUT(RefusalReason.SHAPE.text()),
    /** Its content is not what its digest says. */
    DIGEST(RefusalReason.DIGEST.text()),
    /** It holds numbers that are infinite or none at all. */
    NOT_FINITE(RefusalReason.NOT_FINITE.text()),
    /** It is another user's than the one it was found for. */
    OWNER(RefusalReason.OWNER.text()),
    /** The assignment names a piece the pool does not hold. */
    MISSING_PIECE("missing-piece");

    private final String text;

    AdapterRefusal(String text) {
        this.text = text;
    }

    /** As metrics have it. */
    public String text() {
        return text;
    }
}
