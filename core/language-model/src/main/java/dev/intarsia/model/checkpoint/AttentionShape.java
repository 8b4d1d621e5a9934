package dev.intarsia.model.checkpoint;

/**
 * The shape of grouped-query attention.
 *
 * @param heads query heads
 * @param keyValueHeads key and value heads; each serves {@code heads / keyValueHeads} query heads
 * @param headSize numbers per head
 * @param bias whether q, k and v add a bias
 * @param outputBias whether o adds a bias
 * @param queryKeyNorm whether every head's query and key are normalised before rotation, as in Qwen3
 */
public record AttentionShape(
        int heads, int keyValueHeads, int headSize, boolean bias, boolean outputBias, boolean queryKeyNorm) {
    /** More than any decoder has; hostile numbers are far beyond it. */
    private static final int LARGEST = 4096;

    public AttentionShape {
        if (heads < 1 || keyValueHeads < 1 || heads % keyValueHeads != 0) {
            throw new IllegalArgumentException("The number of attention heads must be a multiple of that of key-value "
                    + "heads, but they are " + heads + " and " + keyValueHeads + ".");
        }
        if (headSize < 2 || headSize % 2 != 0) {
            throw new IllegalArgumentException(
                    "Rotary positions need an even head size of at least 2, not " + headSize + ".");
        }
        if (heads > LARGEST || headSize > LARGEST) {
            throw new IllegalArgumentException("At most " + LARGEST + " heads of " + LARGEST
                    + " numbers are supported, not " + heads + " of " + headSize + ".");
        }
    }

    /** No bias and no normalisation, as in Llama. */
    public static AttentionShape plain(int heads, int keyValueHeads, int headSize) {
        return new AttentionShape(heads, keyValueHeads, headSize, false, false, false);
    }

    /** Query heads per key-value head. */
    public int groups() {
        return heads / keyValueHeads;
    }
}
