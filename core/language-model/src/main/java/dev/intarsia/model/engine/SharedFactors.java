package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.SharedA;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.List;

/** The shared A of every module in native memory, those of projections with one input stacked, scaled by alpha / r. */
final class SharedFactors {
    private SharedFactors() {}

    static NDList load(
            NDManager manager, String baseModel, AdapterLayout layout, int layers, List<List<Projection>> groups) {
        NDList arrays = new NDList();
        for (int layer = 0; layer < layers; layer++) {
            for (List<Projection> group : groups) {
                int inputs = layout.require(new ModuleId(layer, group.get(0))).inputs();
                float[] stacked = new float[group.size() * layout.rank() * inputs];
                for (int i = 0; i < group.size(); i++) {
                    float[] a = SharedA.of(baseModel, new ModuleId(layer, group.get(i)), layout.rank(), inputs);
                    for (int j = 0; j < a.length; j++) {
                        stacked[i * a.length + j] = (float) (a[j] * layout.scale());
                    }
                }
                Shape shape = new Shape((long) group.size() * layout.rank(), inputs);
                arrays.add(TokenBatch.named("a[]", manager.create(stacked, shape)));
            }
        }
        return arrays;
    }
}
