package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * Cached decoding of many sequences at once. Each slot holds one sequence, its key-value cache and its adapter; slots
 * start, advance and end independently, and a sequence's logits do not depend on the other slots.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class SlotDecoder implements AutoCloseable {
    /**
     * @param slots how many sequences fit at once
     * @param capacity tokens a sequence may have, prompt and answer together; at most the model's context length
     */
    public SlotDecoder(LanguageModel model, int slots, int capacity) {
        throw new UnsupportedOperationException();
    }

    /** Empties a slot and gives it an adapter, or none for the base model. */
    public void assign(int slot, @Nullable Adapter adapter) {
        throw new UnsupportedOperationException();
    }

    /**
     * Feeds tokens to slots in one pass, after whatever they already hold: whole prompts, or the one token just
     * sampled.
     *
     * @param slots distinct slots
     * @param tokens for each of them at least one token; lengths may differ
     * @return for each of them the next token's logits, vocabulary wide
     * @throws IllegalArgumentException when a slot would exceed its capacity; nothing has changed then
     */
    public float[][] feed(int[] slots, int[][] tokens) {
        throw new UnsupportedOperationException();
    }

    /** How many tokens a slot holds. */
    public int length(int slot) {
        throw new UnsupportedOperationException();
    }

    public int slots() {
        throw new UnsupportedOperationException();
    }

    public int capacity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
