package dev.intarsia.model.gate;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.sketch.CountSketch;
import java.util.HashMap;
import java.util.Map;

/** Gates of pieces: the sketch of a module's B, by the same map that signatures are sketched with. */
public final class GradientGates {
    private final Map<ModuleId, CountSketch> sketches = new HashMap<>();

    /**
     * @param baseModel fingerprint of the base model
     * @param sketch length of a gate, the same as of the signatures
     */
    public GradientGates(String baseModel, AdapterLayout layout, int sketch) {
        for (ModuleShape module : layout.modules()) {
            sketches.put(module.id(), CountSketch.of(baseModel, module.id(), layout.size(module), sketch));
        }
    }

    /**
     * The gate of a piece.
     *
     * @param weights B of the module, d_out × r in rows
     * @throws IllegalArgumentException where the layout has no such module
     */
    public float[] of(ModuleId module, float[] weights) {
        CountSketch sketch = sketches.get(module);
        if (sketch == null) {
            throw new IllegalArgumentException("The adapter layout has no module " + module.text()
                    + "; take the modules of the layout that the gates were made for.");
        }
        return sketch.apply(weights);
    }
}
