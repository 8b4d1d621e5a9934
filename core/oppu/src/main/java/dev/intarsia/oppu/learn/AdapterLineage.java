package dev.intarsia.oppu.learn;

/**
 * What a version's weights are a function of.
 *
 * @param hash SHA-256 over the parent's hash, this version's number, recipe, base model and seed, and the ids of the
 *     events that are new to it, in order; 64 hexadecimal digits; empty where it is not known
 * @param recipe the {@linkplain RecipeFingerprint fingerprint} of the recipe; empty where it is not known
 * @param root what the versions since the recipe or the base model last changed began from
 */
public record AdapterLineage(String hash, String recipe, LineageRoot root) {
    /** Of a version that was recorded before there were lineages, or for nobody who asks. */
    public static final AdapterLineage UNKNOWN = new AdapterLineage("", "", LineageRoot.BASE);

    public boolean known() {
        return !hash.isEmpty();
    }
}
