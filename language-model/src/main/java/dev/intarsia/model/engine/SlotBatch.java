package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.util.Arrays;

/** New tokens of several slots as the script takes them: padded to the right, each with its own position. */
final class SlotBatch {
    private final int[] slots;
    private final int widest;
    private final int reach;
    private final long[] ids;
    private final long[] positions;
    private final long[] writes;
    private final long[] last;
    private final long[] lastPositions;

    private SlotBatch(int capacity, int[] lengths, int[] slots, int[][] tokens) {
        this.slots = slots;
        this.widest = Arrays.stream(tokens).mapToInt(row -> row.length).max().orElseThrow();
        int rows = slots.length;
        ids = new long[rows * widest];
        positions = new long[rows * widest];
        writes = new long[rows * widest];
        last = new long[rows];
        lastPositions = new long[rows];
        int end = 0;
        for (int i = 0; i < rows; i++) {
            int start = lengths[slots[i]];
            int n = tokens[i].length;
            for (int t = 0; t < widest; t++) {
                int at = i * widest + t;
                ids[at] = t < n ? tokens[i][t] : 0;
                positions[at] = Math.min(start + t, capacity - 1);
                writes[at] = slots[i] * (capacity + 1L) + (t < n ? start + t : capacity);
            }
            last[i] = (long) i * widest + n - 1;
            lastPositions[i] = start + n - 1;
            end = Math.max(end, start + n);
        }
        reach = end;
    }

    /**
     * Checks everything before anything changes.
     *
     * @param lengths how many tokens every slot holds
     */
    static SlotBatch of(ModelConfig config, int capacity, int[] lengths, int[] slots, int[][] tokens) {
        if (slots.length == 0 || slots.length != tokens.length) {
            throw new IllegalArgumentException("There must be tokens for each of at least one slot, not "
                    + tokens.length + " rows for " + slots.length + " slots.");
        }
        if (Arrays.stream(slots).distinct().count() != slots.length) {
            throw new IllegalArgumentException(
                    "A slot takes part once in a pass, but the slots are " + Arrays.toString(slots) + ".");
        }
        for (int i = 0; i < slots.length; i++) {
            if (tokens[i].length == 0 || lengths[slots[i]] + tokens[i].length > capacity) {
                throw new IllegalArgumentException("Slot " + slots[i] + " holds " + lengths[slots[i]] + " of "
                        + capacity + " tokens and cannot take " + tokens[i].length + " more.");
            }
            TokenBatch.requireTokens(config, tokens[i]);
        }
        return new SlotBatch(capacity, lengths, slots, tokens);
    }

    /** Tokens, positions, the last position of each row, and where keys and values go and are read. */
    NDList inputs(NDManager manager) {
        int rows = slots.length;
        NDList inputs = new NDList(
                TokenBatch.longs(manager, ids, rows, widest), TokenBatch.longs(manager, positions, rows, widest));
        inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, last, rows, 1)));
        inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, lastPositions, rows, 1)));
        inputs.add(TokenBatch.named("place[]", TokenBatch.longs(manager, writes, writes.length)));
        inputs.add(TokenBatch.named("place[]", SlotDecoder.slotNumbers(manager, slots)));
        inputs.add(TokenBatch.named("place[]", manager.create((long) reach)));
        inputs.add(TokenBatch.named("place[]", manager.create(neighbours() ? slots[0] : -1L)));
        return inputs;
    }

    private boolean neighbours() {
        for (int i = 1; i < slots.length; i++) {
            if (slots[i] != slots[0] + i) {
                return false;
            }
        }
        return true;
    }
}
