package dev.intarsia.trainer.verify;

/** Why the lineage of a user's adapter could not be checked. */
public enum NotChecked {
    LOG_CUT("retention has deleted events that the adapter has seen"),
    NO_LINEAGE("the adapter is from before there were lineages"),
    OTHER_MODEL("the adapter is of another base model or shape"),
    OTHER_RECIPE("the adapter was trained with other settings than these"),
    DROPPED("updates were validated and dropped; only training again can tell which (--recompute, --user)"),
    BLAMED("an event that made its batch fail is in the dead letters, and takes a position only after a restart");

    private final String text;

    NotChecked(String text) {
        this.text = text;
    }

    /** For a table. */
    public String text() {
        return text;
    }
}
