package dev.intarsia.model.adapter;

import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;

/** The exact sum of products: {@code Σ w B A = [w1 B1, w2 B2, …] [A1; A2; …]}. */
final class Concatenation {
    private Concatenation() {}

    static AdapterValues of(AdapterLayout layout, Map<ModuleId, List<Weighted>> pieces) {
        if (layout.form() != AdapterCodec.OWN_A) {
            throw new IllegalArgumentException("These pieces share their A, so their plain sum is exact; use it.");
        }
        pieces.keySet().forEach(layout::require);
        int most =
                Math.max(1, pieces.values().stream().mapToInt(List::size).max().orElse(1));
        AdapterLayout wide = new AdapterLayout(
                AdapterCodec.OWN_A, Math.multiplyExact(most, layout.rank()), layout.alpha() * most, layout.modules());
        float[] values = new float[wide.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            List<Weighted> here = pieces.getOrDefault(module.id(), List.of());
            for (int i = 0; i < here.size(); i++) {
                Composition.require(module, here.get(i), layout.size(module));
                place(layout, module, here.get(i), i, wide, values, offset);
            }
            offset += wide.size(module);
        }
        return AdapterValues.of(wide, values);
    }

    /** Columns of B and rows of A from {@code number × r} on. */
    private static void place(
            AdapterLayout layout,
            ModuleShape module,
            Weighted piece,
            int number,
            AdapterLayout wide,
            float[] values,
            int offset) {
        int rank = layout.rank();
        for (int row = 0; row < module.outputs(); row++) {
            for (int k = 0; k < rank; k++) {
                values[offset + row * wide.rank() + number * rank + k] =
                        (float) (piece.weight() * piece.weights()[row * rank + k]);
            }
        }
        int a = offset + wide.sizeOfB(module) + number * rank * module.inputs();
        System.arraycopy(piece.weights(), layout.sizeOfB(module), values, a, rank * module.inputs());
    }
}
