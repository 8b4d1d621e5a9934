package dev.intarsia.model.adapter;

import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;

/** Sums pieces module by module. */
final class Composition {
    private Composition() {}

    static AdapterValues sum(AdapterLayout layout, Map<ModuleId, List<Weighted>> pieces) {
        if (!layout.form().isLora()) {
            throw new IllegalArgumentException("Pieces are parts of LoRAs, so that no adapter of the method "
                    + layout.method().text() + " can be assembled from them.");
        }
        pieces.keySet().forEach(layout::require);
        float[] values = new float[layout.size()];
        int offset = 0;
        for (ModuleShape module : layout.modules()) {
            int size = layout.size(module);
            double[] sum = new double[size];
            for (Weighted piece : pieces.getOrDefault(module.id(), List.of())) {
                add(module, piece, sum);
            }
            for (int i = 0; i < size; i++) {
                values[offset + i] = (float) sum[i];
            }
            offset += size;
        }
        return AdapterValues.of(layout, values);
    }

    private static void add(ModuleShape module, Weighted piece, double[] sum) {
        require(module, piece, sum.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += piece.weight() * piece.weights()[i];
        }
    }

    static void require(ModuleShape module, Weighted piece, int size) {
        if (piece.weights().length != size) {
            throw new IllegalArgumentException("A piece at module " + module.id() + " holds " + size + " numbers, not "
                    + piece.weights().length + "; was it made with another rank or for another base model?");
        }
    }
}
