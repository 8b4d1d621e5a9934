package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.ModuleShape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Dropout on the inputs of the adapters. Masks are drawn once into a table; a position of a row uses the mask that the
 * row's own seed selects, so that dropout does not depend on the other rows.
 */
public final class Dropout implements AutoCloseable {
    /** The table is at least this high, and higher where that costs little. */
    private static final int FEWEST_MASKS = 1024;

    private static final int TABLE_NUMBERS = 1 << 20;
    private static final long TABLE_SEED = 0x1d7a5c;

    private final NDManager manager;
    private final NDArray table;
    private final int masks;
    private final int inputs;

    /** @param share of the inputs to drop, from 0 up to, but not, 1; what is kept is scaled up */
    public Dropout(LanguageModel model, double share) {
        int width = model.layout().modules().stream()
                .mapToInt(ModuleShape::inputs)
                .max()
                .orElseThrow();
        this.masks = Math.max(FEWEST_MASKS, TABLE_NUMBERS / width);
        this.inputs = model.adaptedInputs();
        this.manager = model.manager().newSubManager();
        SplittableRandom random = new SplittableRandom(TABLE_SEED);
        float[] keep = new float[Math.multiplyExact(masks, width)];
        for (int i = 0; i < keep.length; i++) {
            keep[i] = (random.nextLong() >>> 11) * 0x1p-53 < share ? 0 : (float) (1 / (1 - share));
        }
        this.table = manager.create(keep, new Shape(masks, width));
        table.setName("keep[]");
    }

    /** The table and, for every input that adapters read, which mask each position of padded rows takes. */
    NDList inputs(NDManager pass, List<TrainingRow> rows, int length) {
        int[] lengths = rows.stream().mapToInt(row -> length).toArray();
        return inputs(pass, rows, new RowPacking(lengths, length));
    }

    /** The same where rows lie one behind the other. */
    NDList inputs(NDManager pass, List<TrainingRow> rows, RowPacking packing) {
        int total = packing.total();
        int[] rowOf = packing.rows()[0];
        int[] picks = new int[inputs * total];
        for (int input = 0; input < inputs; input++) {
            SplittableRandom random = new SplittableRandom(0);
            for (int i = 0; i < total; i++) {
                if (rowOf[i] >= 0 && (i == 0 || rowOf[i] != rowOf[i - 1])) {
                    random = new SplittableRandom(rows.get(rowOf[i]).seed() * 31 + input);
                }
                picks[input * total + i] = rowOf[i] < 0 ? 0 : (int) (((random.nextLong() >>> 32) * masks) >>> 32);
            }
        }
        NDArray chosen = pass.create(picks, new Shape(inputs, total));
        return new NDList(table, TokenBatch.named("keep[]", chosen));
    }

    @Override
    public void close() {
        manager.close();
    }
}
