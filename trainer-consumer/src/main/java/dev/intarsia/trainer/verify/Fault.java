package dev.intarsia.trainer.verify;

/** What can be wrong. */
public enum Fault {
    /** An accepted event has no signature, or a refused one no dead letter. */
    LOST("events lost"),
    /** An event has more than one signature or dead letter. */
    DOUBLED("events doubled"),
    /** A signature belongs to no event of the sequence, or stands in another order than the events. */
    MISPLACED("signatures out of place"),
    /** A version is missing, or there is one that no event makes due. */
    VERSION("versions missing or too many"),
    /** A version's lineage does not follow from the user's events. */
    LINEAGE("lineages that do not follow from the events"),
    /** A version is not whole, or its weights have another digest. */
    WEIGHTS("adapters that are not whole"),
    /** Training again gives other weights. */
    RECOMPUTED("adapters that training again does not give");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** For a table. */
    public String text() {
        return text;
    }
}
