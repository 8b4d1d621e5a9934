package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.pieces.module.ModuleId;
import java.util.Set;
import java.util.TreeSet;

/** Which of an adapter's modules a sharer shares, drawn as the trainer draws them. */
public final class ModuleShare {
    private ModuleShare() {}

    /**
     * A share of the modules, rounded down.
     *
     * @param ratio above 0, at most 1
     */
    public static Set<ModuleId> of(AdapterLayout layout, String sharer, double ratio) {
        int count = (int) Math.floor(ratio * layout.modules().size() + 1e-9);
        long seed = SeededDraws.seed("share", sharer, 0);
        Set<ModuleId> shared = new TreeSet<>();
        for (long index : new SeededDraws(seed).shuffled(0, layout.modules().size())) {
            if (shared.size() < count) {
                ModuleShape module = layout.modules().get((int) index);
                shared.add(module.id());
            }
        }
        return shared;
    }
}
