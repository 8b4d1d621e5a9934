package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cached decoding of many sequences at once. Each slot holds one sequence, its key-value cache and its adapter; slots
 * start, advance and end independently, and a sequence's logits do not depend on the other slots. Neighbouring slots
 * are read in place, scattered ones are copied first.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class SlotDecoder implements AutoCloseable {
    private final LanguageModel model;
    private final int capacity;
    private final int[] lengths;
    private final boolean[] adapted;
    private final NDManager manager;
    private final NDList caches = new NDList();
    private final NDList adapters;

    /**
     * @param slots how many sequences fit at once
     * @param capacity tokens a sequence may have, prompt and answer together; at most the model's context length
     */
    public SlotDecoder(LanguageModel model, int slots, int capacity) {
        ModelConfig config = model.config();
        if (slots < 1 || capacity < 1 || capacity > config.contextLength()) {
            throw new IllegalArgumentException("There must be at least one slot, of 1 to " + config.contextLength()
                    + " tokens for this model, not " + slots + " of " + capacity + ".");
        }
        this.model = model;
        this.capacity = capacity;
        this.lengths = new int[slots];
        this.adapted = new boolean[slots];
        this.manager = model.manager().newSubManager();
        for (int i = 0; i < 2 * config.layers(); i++) {
            // One position more than the capacity: where the padding of shorter sequences is written.
            Shape shape = new Shape(slots, capacity + 1L, config.keyValueHeads(), config.headSize());
            caches.add(TokenBatch.named("cache[]", manager.zeros(shape)));
        }
        List<AdapterValues> zeros = Collections.nCopies(slots, AdapterValues.zero(model.layout()));
        this.adapters = AdapterStack.stack(manager, model.layout(), zeros, "b[]");
    }

    /** Empties a slot and gives it an adapter, or none for the base model. */
    public void assign(int slot, @Nullable Adapter adapter) {
        lengths[slot] = 0;
        if (adapter == null && !adapted[slot]) {
            return;
        }
        AdapterValues values =
                adapter == null ? AdapterValues.zero(model.layout()) : AdapterStack.require(model.layout(), adapter);
        try (NDManager call = manager.newSubManager()) {
            NDList inputs = new NDList(call.create((long) slot));
            inputs.addAll(adapters);
            inputs.addAll(AdapterStack.stack(call, model.layout(), List.of(values), "x[]"));
            model.script().call("install", inputs);
        }
        adapted[slot] = adapter != null;
    }

    /**
     * Feeds tokens to slots in one pass, after whatever they already hold: whole prompts, or the one token just
     * sampled.
     *
     * @param slots distinct slots
     * @param tokens for each of them at least one token; lengths may differ
     * @return for each of them the next token's logits, vocabulary wide
     * @throws IllegalArgumentException when a slot would exceed its capacity or a token is unknown; nothing has
     *     changed then
     */
    public float[][] feed(int[] slots, int[][] tokens) {
        SlotBatch batch = SlotBatch.of(model.config(), capacity, lengths, slots, tokens);
        float[] logits;
        try (NDManager call = manager.newSubManager()) {
            NDList inputs = batch.inputs(call);
            inputs.addAll(model.frozen());
            inputs.addAll(caches);
            inputs.add(slotNumbers(call, slots));
            boolean base = Arrays.stream(slots).noneMatch(slot -> adapted[slot]);
            inputs.addAll(base ? AdapterStack.none(call, "b[]") : adapters);
            logits = model.script().call("feed", inputs).get(0).toFloatArray();
        }
        int width = model.config().vocabularySize();
        float[][] result = new float[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            lengths[slots[i]] += tokens[i].length;
            result[i] = Arrays.copyOfRange(logits, i * width, (i + 1) * width);
        }
        return result;
    }

    static NDArray slotNumbers(NDManager manager, int[] slots) {
        return manager.create(Arrays.stream(slots).asLongStream().toArray());
    }

    /** How many tokens a slot holds. */
    public int length(int slot) {
        return lengths[slot];
    }

    public int slots() {
        return lengths.length;
    }

    public int capacity() {
        return capacity;
    }

    @Override
    public void close() {
        manager.close();
    }
}
