package dev.intarsia.oppu.learn;

import java.util.List;

/**
 * What a version's weights are a function of.
 *
 * @param hash SHA-256 over the parent's hash, this version's number, recipe, base model and seed, and the ids of the
 *     events that are new to it, in order; 64 hexadecimal digits; empty where it is not known
 * @param recipe the {@linkplain RecipeFingerprint fingerprint} of the recipe; empty where it is not known
 * @param root what the versions since the recipe or the base model last changed began from
 * @param runs where the versions since then did not follow at each update that fell due, or not with all their training;
 *     empty where they all did
 * @param released those of the versions since then that were out of bounds and count all the same, since a person let the
 *     user go on; not part of the hash
 */
public record AdapterLineage(String hash, String recipe, LineageRoot root, List<UpdateRun> runs, List<Long> released) {
    public AdapterLineage {
        runs = List.copyOf(runs);
        released = List.copyOf(released);
    }

    /** Of versions within bounds. */
    public AdapterLineage(String hash, String recipe, LineageRoot root, List<UpdateRun> runs) {
        this(hash, recipe, root, runs, List.of());
    }

    /** Of versions that all followed at each update that fell due. */
    public AdapterLineage(String hash, String recipe, LineageRoot root) {
        this(hash, recipe, root, List.of());
    }

    /** Of a version that was recorded before there were lineages, or for nobody who asks. */
    public static final AdapterLineage UNKNOWN = new AdapterLineage("", "", LineageRoot.BASE);

    public boolean known() {
        return !hash.isEmpty();
    }
}
