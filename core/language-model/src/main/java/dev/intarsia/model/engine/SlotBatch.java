package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.ModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * New tokens of several sequences as the script takes them: padded to the right, each with its own position. Everything
 * is padded so far that no product changes its order of summing with the number of rows or keys.
 */
final class SlotBatch {
    /** Steps have a multiple of so many rows: others would be summed in another order, alone or shared by two cores. */
    static final int ROWS = 4;

    /** The new positions of prompts are padded to a multiple of this, and so are the query rows of a product of attention. */
    private static final int POSITIONS = 8;

    /** A product over more keys than the first and fewer than the second would be summed in two halves. */
    private static final int WHOLE = 192;

    private static final int HALVED = 384;

    /** Every row looks at so many keys at least: very small products are summed in yet another way. */
    private static final int FEWEST_KEYS = 64;

    private final ModelConfig config;
    private final int rows;
    private final int widest;
    private final int spill;
    private final long[] ids;
    private final long[] positions;
    private final long[] writes;
    private final List<SlotRow> sequences;

    /**
     * One new token in each row; rows that nobody reads make their number a round one.
     *
     * @param spill the block where padding is written
     */
    static SlotBatch steps(ModelConfig config, List<SlotRow> sequences, int spill) {
        List<SlotRow> rows = new ArrayList<>(sequences);
        while (rows.size() % ROWS != 0) {
            rows.add(new SlotRow(-1, 0, new int[] {0}, new int[] {spill}));
        }
        return new SlotBatch(config, rows, 1, spill);
    }

    /** Any number of new tokens in each row. */
    static SlotBatch prompts(ModelConfig config, List<SlotRow> sequences, int spill) {
        int most = sequences.stream().mapToInt(row -> row.tokens().length).max().orElseThrow();
        return new SlotBatch(config, sequences, (most + POSITIONS - 1) / POSITIONS * POSITIONS, spill);
    }

    private SlotBatch(ModelConfig config, List<SlotRow> sequences, int widest, int spill) {
        this.config = config;
        this.spill = spill;
        this.sequences = sequences;
        this.widest = widest;
        rows = sequences.size();
        ids = new long[rows * widest];
        positions = new long[rows * widest];
        writes = new long[rows * widest * config.keyValueHeads()];
        for (int i = 0; i < rows; i++) {
            fill(i, sequences.get(i));
        }
    }

    private void fill(int i, SlotRow row) {
        int heads = config.keyValueHeads();
        for (int t = 0; t < widest; t++) {
            int at = i * widest + t;
            boolean real = t < row.tokens().length;
            int position = row.start() + t;
            ids[at] = real ? row.tokens()[t] : 0;
            positions[at] = Math.min(position, config.contextLength() - 1);
            int block = real ? row.blocks()[position / SlotDecoder.BLOCK] : spill;
            for (int head = 0; head < heads; head++) {
                writes[at * heads + head] =
                        ((long) block * heads + head) * SlotDecoder.BLOCK + position % SlotDecoder.BLOCK;
            }
        }
    }

    /** Tokens, positions, each row's last position, where keys and values go and are read, and the shape of it all. */
    NDList inputs(NDManager manager) {
        NDList inputs = new NDList(
                TokenBatch.longs(manager, ids, rows, widest), TokenBatch.longs(manager, positions, rows, widest));
        if (widest == 1) {
            inputs.addAll(AdapterStack.none(manager, "rows[]"));
        } else {
            inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, last(true), rows, ROWS)));
            inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, last(false), rows, ROWS)));
        }
        inputs.add(TokenBatch.named("place[]", TokenBatch.longs(manager, writes, writes.length)));
        List<Long> shape = new ArrayList<>();
        shape.add((long) firstSlot());
        for (List<Integer> group : groups()) {
            int keys = keys(group);
            shape.add((long) keys);
            long[] members = group.stream().mapToLong(i -> i).toArray();
            inputs.add(TokenBatch.named("place[]", TokenBatch.longs(manager, members, members.length)));
            long[] blocks = blocks(group, keys / SlotDecoder.BLOCK);
            inputs.add(TokenBatch.named("place[]", TokenBatch.longs(manager, blocks, blocks.length)));
        }
        inputs.add(manager.create(shape.stream().mapToLong(i -> i).toArray()));
        return inputs;
    }

    /** The slot of every row; rows that are nobody's take the adapters of whatever slots follow. */
    long[] slots() {
        return sequences.stream().mapToLong(row -> Math.max(0, row.slot())).toArray();
    }

    /** The first slot where the rows' slots are neighbours in their order, or -1. */
    private int firstSlot() {
        int first = sequences.get(0).slot();
        boolean neighbours = IntStream.range(1, rows)
                .allMatch(i ->
                        sequences.get(i).slot() == first + i || sequences.get(i).slot() < 0);
        return neighbours ? first : -1;
    }

    /** Each row's last position, counted over all or within its sequence. */
    private long[] last(boolean counted) {
        long[] last = new long[rows * ROWS];
        for (int i = 0; i < rows; i++) {
            SlotRow row = sequences.get(i);
            long at = counted ? (long) i * widest + row.tokens().length - 1 : row.end() - 1;
            Arrays.fill(last, i * ROWS, (i + 1) * ROWS, at);
        }
        return last;
    }

    /** Rows of about one length together, so that short ones do not read as far as long ones. */
    private List<List<Integer>> groups() {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < rows; i++) {
            int reach = Math.max(FEWEST_KEYS, sequences.get(i).end());
            groups.computeIfAbsent(Integer.highestOneBit(reach - 1), absent -> new ArrayList<>())
                    .add(i);
        }
        return List.copyOf(groups.values());
    }

    private int keys(List<Integer> group) {
        int longest = group.stream().mapToInt(i -> sequences.get(i).end()).max().orElseThrow();
        int reach = Math.max(FEWEST_KEYS, longest);
        int keys = (reach + SlotDecoder.BLOCK - 1) / SlotDecoder.BLOCK * SlotDecoder.BLOCK;
        return keys > WHOLE && keys < HALVED ? HALVED : keys;
    }

    /** Which pieces of the pool each row reads: for every key-value head its blocks, in order. */
    private long[] blocks(List<Integer> group, int each) {
        int heads = config.keyValueHeads();
        long[] blocks = new long[group.size() * heads * each];
        int at = 0;
        for (int i : group) {
            int[] own = sequences.get(i).blocks();
            for (int head = 0; head < heads; head++) {
                for (int j = 0; j < each; j++) {
                    blocks[at++] = (long) (j < own.length ? own[j] : SlotDecoder.NOBODYS) * heads + head;
                }
            }
        }
        return blocks;
    }
}
