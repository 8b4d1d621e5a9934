package dev.intarsia.model.engine;

/**
 * New tokens of one sequence.
 *
 * @param slot whose adapter they are read with
 * @param start how many tokens of the sequence the cache holds already
 * @param tokens what follows them, at least one
 * @param blocks where the sequence's keys and values lie, {@link SlotDecoder#BLOCK} positions in each; room for
 *     {@code start + tokens.length} positions at least
 */
public record SlotRow(int slot, int start, int[] tokens, int[] blocks) {
    /** How many positions the cache holds afterwards. */
    int end() {
        return start + tokens.length;
    }
}
