package dev.intarsia.model.engine;

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
 * Cached decoding of many sequences at once. Each sequence reads with the adapter of its slot and keeps its keys and values
 * in blocks of one pool, whose size is fixed; which blocks those are the caller decides, and two sequences may share
 * blocks that neither writes to any more. A sequence's logits do not depend on the other rows of a pass, whatever numbers
 * those have, nor on what its blocks held before they were cleared. A sequence that is read with a prompt begins with its
 * {@link VirtualTokens}.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class SlotDecoder implements AutoCloseable {
    /** Positions in a block. */
    public static final int BLOCK = 16;

    /** The block that rows read where theirs end: zeros, for a hidden NaN would still spread. The callers' begin at 1. */
    static final int NOBODYS = 0;

    private final LanguageModel model;
    private final Script script;
    private final int slots;
    private final int blocks;
    /** Where padding is written, and nobody reads. */
    private final int spill;
    /** Whose numbers a slot's arrays hold: empty for the base model's zeros, null for nobody knows. */
    private final @Nullable String[] installed;

    private final boolean[] adapted;
    private final NDManager manager;
    private final NDList caches = new NDList();
    private final NDList adapters = new NDList();

    /**
     * @param slots how many sequences a pass may have
     * @param blocks how many blocks the pool has, numbered from 1
     */
    public SlotDecoder(LanguageModel model, int slots, int blocks) {
        if (slots < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "There must be at least one slot and one block, not " + slots + " and " + blocks + ".");
        }
        this.model = model;
        this.script = model.script();
        this.slots = slots;
        this.blocks = blocks;
        this.spill = blocks + 1;
        int rows = slots + SlotBatch.ROWS - 1;
        this.installed = new String[rows];
        Arrays.fill(installed, "");
        this.adapted = new boolean[rows];
        this.manager = model.manager().newSubManager();
        ModelConfig config = model.config();
        for (int i = 0; i < 2 * config.layers(); i++) {
            Shape shape = new Shape((blocks + 2L) * config.keyValueHeads(), BLOCK, config.headSize());
            caches.add(TokenBatch.named("cache[]", manager.zeros(shape)));
        }
        List<AdapterValues> zeros = Collections.nCopies(1, AdapterValues.zero(model.layout()));
        try (NDManager call = manager.newSubManager()) {
            for (var one : AdapterArrays.stack(call, model.layout(), zeros, "x[]")) {
                Shape shape = one.getShape();
                adapters.add(TokenBatch.named("b[]", manager.zeros(new Shape(rows, shape.get(2), shape.get(1)))));
            }
        }
    }

    /** Bytes of keys and values that a block holds, in all layers. */
    public static long blockBytes(ModelConfig config) {
        return 2L * config.layers() * config.keyValueHeads() * config.headSize() * BLOCK * Float.BYTES;
    }

    /**
     * Gives a slot an adapter, or none for the base model.
     *
     * @throws IllegalArgumentException when the adapter does not fit the model; nothing has changed then
     */
    public void assign(int slot, @Nullable Adapter adapter) {
        String digest = adapter == null ? "" : adapter.digest();
        if (!digest.equals(installed[slot])) {
            AdapterValues values = adapter == null
                    ? AdapterValues.zero(model.layout())
                    : AdapterStack.require(model.layout(), adapter);
            installed[slot] = null;
            try (NDManager call = manager.newSubManager()) {
                NDList inputs = new NDList(call.create((long) slot));
                inputs.addAll(adapters);
                inputs.addAll(AdapterArrays.stack(call, model.layout(), List.of(values), "x[]"));
                script.call("install", inputs);
            }
            installed[slot] = digest;
        }
        adapted[slot] = adapter != null;
    }

    /** Gives a slot the adapter of another. */
    public void move(int from, int to) {
        if (installed[from] == null || !installed[from].equals(installed[to])) {
            installed[to] = null;
            try (NDManager call = manager.newSubManager()) {
                NDList inputs = new NDList(call.create(new long[] {from, to}));
                inputs.addAll(adapters);
                script.call("move", inputs);
            }
            installed[to] = installed[from];
        }
        adapted[to] = adapted[from];
    }

    /** Zeroes blocks, so that the sequence that has them next meets nothing of the one that had them. */
    public void clear(int[] cleared) {
        for (int block : cleared) {
            requireBlock(block);
        }
        if (cleared.length > 0) {
            try (NDManager call = manager.newSubManager()) {
                int heads = model.config().keyValueHeads();
                long[] places = new long[cleared.length * heads];
                Arrays.setAll(places, i -> (long) cleared[i / heads] * heads + i % heads);
                NDList inputs = new NDList(call.create(places));
                inputs.addAll(caches);
                script.call("clear", inputs);
            }
        }
    }

    /**
     * Reads prompts, or parts of them, in one pass, after whatever the cache holds of their sequences.
     *
     * @param rows of distinct slots
     * @return for each of them the next token's logits, vocabulary wide
     * @throws IllegalArgumentException when a row's blocks have no room for it or a token is unknown; nothing has changed then
     */
    public float[][] read(List<SlotRow> rows) {
        require(rows);
        return feed(SlotBatch.prompts(model.config(), rows, spill), rows);
    }

    /**
     * Advances sequences by the one token that was sampled last, as {@link #read} does, only faster. Slots that are
     * neighbours, in their order, are read in place; others are copied first.
     */
    public float[][] step(List<SlotRow> rows) {
        require(rows);
        if (rows.stream().anyMatch(row -> row.tokens().length != 1)) {
            throw new IllegalArgumentException("A step takes one token of each sequence; several are read.");
        }
        return feed(SlotBatch.steps(model.config(), rows, spill), rows);
    }

    private float[][] feed(SlotBatch batch, List<SlotRow> rows) {
        float[] logits;
        try (NDManager call = manager.newSubManager()) {
            NDList inputs = batch.inputs(call);
            inputs.addAll(caches);
            inputs.add(call.create(batch.slots()));
            boolean base = rows.stream().noneMatch(row -> adapted[row.slot()]);
            inputs.addAll(base ? AdapterStack.none(call, "b[]") : adapters);
            logits = script.call("feed", inputs).get(0).toFloatArray();
        }
        int width = model.config().vocabularySize();
        float[][] result = new float[rows.size()][];
        Arrays.setAll(result, i -> Arrays.copyOfRange(logits, i * width, (i + 1) * width));
        return result;
    }

    private void require(List<SlotRow> rows) {
        rows.forEach(this::require);
        if (rows.isEmpty() || rows.stream().mapToInt(SlotRow::slot).distinct().count() != rows.size()) {
            throw new IllegalArgumentException("A pass takes at least one row, and each slot once, not "
                    + rows.stream().map(SlotRow::slot).toList() + ".");
        }
    }

    private void require(SlotRow row) {
        int context = Math.min(row.blocks().length * BLOCK, model.config().contextLength());
        if (row.slot() < 0
                || row.slot() >= slots
                || row.tokens().length == 0
                || row.start() < 0
                || row.end() > context) {
            throw new IllegalArgumentException("Slot " + row.slot() + " of " + slots + " holds " + row.start() + " of "
                    + context + " tokens and cannot take " + row.tokens().length + " more.");
        }
        for (int block : row.blocks()) {
            requireBlock(block);
        }
        TokenBatch.requireTokens(model.config(), model.layout().virtualTokens(), row.tokens());
    }

    private void requireBlock(int block) {
        if (block <= NOBODYS || block > blocks) {
            throw new IllegalArgumentException("There is no block " + block + "; they are 1 to " + blocks + ".");
        }
    }

    public int slots() {
        return slots;
    }

    @Override
    public void close() {
        manager.close();
    }
}
