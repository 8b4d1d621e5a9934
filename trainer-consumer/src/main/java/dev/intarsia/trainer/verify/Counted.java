package dev.intarsia.trainer.verify;

/** What a verification counts, in the order of its table. */
public enum Counted {
    PARTITIONS("partitions"),
    USERS("users"),
    RECORDS("records of events, up to the committed offsets"),
    ACCEPTED("  accepted, one position each"),
    DUPLICATES("  sent again under the same id"),
    FORGOTTEN("  of erased users"),
    TAKEN_OUT("  without a value, which take such out of the log"),
    REFUSED("  refused, in the dead letters"),
    SIGNATURES("signatures"),
    SIGNATURES_GONE("  events whose signature retention may have deleted"),
    ADAPTERS("users with an adapter"),
    VERSIONS("  versions on the log, weights against digest"),
    LINEAGES("  lineages that follow from the events"),
    SINCE_ROOT("    of these since an earlier base model or earlier settings only"),
    GAPS("    updates without a version, explained"),
    RECOMPUTED("  trained again");

    private final String text;

    Counted(String text) {
        this.text = text;
    }

    /** For a table. */
    public String text() {
        return text;
    }
}
