package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

/**
 * Which assembled adapter a residual was trained on top of.
 *
 * @param assignment version of the user's assignment; 0 where nothing was assembled, so that the base model was beneath
 * @param digest of the assembled adapter's weights, hexadecimal; empty where nothing was assembled
 */
public record AssembledBase(long assignment, String digest) {
    /** Nothing was assembled. */
    public static final AssembledBase NONE = new AssembledBase(0, "");

    public AssembledBase {
        requireNonNull(digest);
        if (assignment < 0 || assignment == 0 != digest.isEmpty()) {
            throw new IllegalArgumentException("An assembled adapter has an assignment from 1 and a digest, not "
                    + assignment + " and '" + digest + "'.");
        }
    }
}
