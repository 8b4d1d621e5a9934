package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The modules of an adapter in the order in which a forward pass reaches them; those that read one input together. */
final class LayerOrder {
    private static final int STAGES = 4;

    private LayerOrder() {}

    static List<List<ModuleId>> of(AdapterLayout layout) {
        SortedMap<Integer, List<ModuleId>> steps = new TreeMap<>();
        for (ModuleShape module : layout.modules()) {
            ModuleId id = module.id();
            int step = id.layer() * STAGES
                    + switch (id.projection()) {
                        case Q, K, V -> 0;
                        case O -> 1;
                        case GATE, UP -> 2;
                        case DOWN -> 3;
                        case PROMPT ->
                            throw new IllegalArgumentException(
                                    "The paper's adapters are LoRAs; a prompt has no place in a layer.");
                    };
            steps.computeIfAbsent(step, absent -> new ArrayList<>()).add(id);
        }
        return List.copyOf(steps.values());
    }
}
