package dev.intarsia.model.example;

import static java.util.Objects.requireNonNull;

/**
 * A token sequence to learn from or to score: beginning of sequence, prompt, answer, end of sequence.
 *
 * @param tokens not copied: do not change them afterwards
 * @param responseStart index of the first token that counts towards the loss, from 1
 */
public record Example(int[] tokens, int responseStart) {
    public Example {
        requireNonNull(tokens, "tokens");
        if (responseStart < 1 || responseStart >= tokens.length) {
            throw new IllegalArgumentException("The response starts at token " + responseStart + " of " + tokens.length
                    + "; there must be at least one token before it and one in it.");
        }
    }

    /** How many tokens count towards the loss. */
    public int responseLength() {
        return tokens.length - responseStart;
    }
}
