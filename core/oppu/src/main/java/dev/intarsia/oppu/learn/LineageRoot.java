package dev.intarsia.oppu.learn;

/**
 * What a row of versions, all made by one recipe on one base model, was begun from. From here on their lineages follow
 * from the user's events alone; what was before is taken over as it stands.
 *
 * @param version the newest of the user's versions before the row; 0 for none
 * @param seen how many events the parent of the row's first version had seen; 0 where that was trained from the base
 * @param lineage of that parent; empty where it has none, as one that was recorded before there were lineages, or where
 *     training began from the base
 * @param imported digest of the weights that a person has imported, where the versions go back to such; empty where they do not
 */
public record LineageRoot(long version, long seen, String lineage, String imported) {
    /** Without an import. */
    public LineageRoot(long version, long seen, String lineage) {
        this(version, seen, lineage, "");
    }

    /** Whether training began from the base. */
    public boolean isBase() {
        return seen == 0 && lineage.isEmpty();
    }

    /** Nothing was there before. */
    public static final LineageRoot BASE = new LineageRoot(0, 0, "");
}
