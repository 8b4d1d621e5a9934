package dev.intarsia.trainer.verify;

/** What a verification counts, in the order of its table. */
public enum Counted {
    PARTITIONS("partitions"),
    USERS("users"),
    RECORDS("events, up to the committed offsets"),
    ACCEPTED("  accepted, one position each"),
    DUPLICATES("  sent again under the same id"),
    FORGOTTEN("  of erased users"),
    REFUSED("  refused, in the dead letters"),
    TAKEN_OUT("records without a value, which take events out of the log"),
    SIGNATURES("signatures"),
    SIGNATURES_GONE("  events whose signature retention may have deleted"),
    ADAPTERS("users with an adapter"),
    VERSIONS("  versions on the log, weights against digest"),
    LINEAGES("  lineages that follow from the events"),
    SINCE_ROOT("    of these since an earlier base model or earlier settings only"),
    GAPS("    updates without a version, explained"),
    PUT_OFF("    updates put off under load"),
    IMPORTED("  users whose adapter was imported, or trained on from an import"),
    HELD("  users in quarantine, whose newest version has the weights of an earlier one"),
    RESIDUALS("  residuals, whose weights are not trained again, since what was beneath them is not kept"),
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
