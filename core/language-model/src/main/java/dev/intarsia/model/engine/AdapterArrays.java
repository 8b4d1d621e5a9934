package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.Projection;
import java.util.ArrayList;
import java.util.List;

/**
 * How adapters lie in native memory. LoRA: for every module one array [adapters, d_out, r] of B's, then, where A belongs to
 * the adapter, for every input that adapted projections read one array [adapters, projections × r, d_in] of A's. (IA)³: for
 * every module one array [adapters, numbers, 1]. Prompts: one array [adapters, virtual tokens, hidden size].
 */
final class AdapterArrays {
    private final AdapterLayout layout;
    private final List<Block> blocks = new ArrayList<>();

    private interface Copy {
        void copy(float[] adapter, int offset, int at, int length);
    }

    /** Where the parts of an array, one above the other, begin within an adapter's numbers. */
    private record Block(int rows, int columns, List<Integer> parts) {
        int size() {
            return rows * columns;
        }

        /** Copies each part of each adapter, in the order of the array. */
        void each(float[][] adapters, Copy copy) {
            int part = size() / parts.size();
            int at = 0;
            for (float[] adapter : adapters) {
                for (int offset : parts) {
                    copy.copy(adapter, offset, at, part);
                    at += part;
                }
            }
        }
    }

    private AdapterArrays(AdapterLayout layout) {
        this.layout = layout;
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            int size = layout.size(module);
            blocks.add(
                    switch (layout.form()) {
                        case SHARED_A, OWN_A -> new Block(module.outputs(), layout.rank(), List.of(offset));
                        case IA3 -> new Block(size, 1, List.of(offset));
                        case PROMPT -> new Block(layout.rank(), size / layout.rank(), List.of(offset));
                    });
            offset += size;
        }
        if (layout.form() == AdapterCodec.OWN_A) {
            addA();
        }
    }

    private void addA() {
        List<Integer> parts = new ArrayList<>();
        int offset = 0;
        List<ModuleShape> modules = layout.modules();
        for (int i = 0; i < modules.size(); i++) {
            ModuleShape module = modules.get(i);
            parts.add(offset + layout.sizeOfB(module));
            offset += layout.size(module);
            if (i + 1 == modules.size() || !sameInput(module, modules.get(i + 1))) {
                blocks.add(new Block(parts.size() * layout.rank(), module.inputs(), List.copyOf(parts)));
                parts.clear();
            }
        }
    }

    private static boolean sameInput(ModuleShape one, ModuleShape other) {
        return one.id().layer() == other.id().layer()
                && input(one.id().projection()) == input(other.id().projection());
    }

    /** The first of the projections that read the same. */
    private static Projection input(Projection projection) {
        return switch (projection) {
            case Q, K, V -> Projection.Q;
            case O -> Projection.O;
            case GATE, UP -> Projection.GATE;
            case DOWN -> Projection.DOWN;
            case PROMPT -> Projection.PROMPT;
        };
    }

    /** Adapters as arrays, all named {@code name}. */
    static NDList stack(NDManager manager, AdapterLayout layout, List<AdapterValues> values, String name) {
        float[][] numbers = values.stream().map(AdapterValues::toArray).toArray(float[][]::new);
        NDList arrays = new NDList();
        for (Block block : new AdapterArrays(layout).blocks) {
            float[] stacked = new float[Math.multiplyExact(block.size(), numbers.length)];
            block.each(numbers, (adapter, offset, at, part) -> System.arraycopy(adapter, offset, stacked, at, part));
            NDArray array = manager.create(stacked, new Shape(numbers.length, block.rows(), block.columns()));
            arrays.add(TokenBatch.named(name, array));
        }
        return arrays;
    }

    /** The reverse of {@link #stack}: every adapter's numbers. */
    static float[][] unstack(AdapterLayout layout, NDList arrays, int adapters) {
        float[][] numbers = new float[adapters][layout.size()];
        List<Block> blocks = new AdapterArrays(layout).blocks;
        for (int i = 0; i < blocks.size(); i++) {
            float[] stacked = arrays.get(i).toFloatArray();
            blocks.get(i)
                    .each(numbers, (adapter, offset, at, part) -> System.arraycopy(stacked, at, adapter, offset, part));
        }
        return numbers;
    }
}
