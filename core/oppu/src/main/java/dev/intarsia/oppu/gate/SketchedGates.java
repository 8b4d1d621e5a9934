package dev.intarsia.oppu.gate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.module.ModuleId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gradient gates: sketches of the weights, which cost next to nothing. */
public final class SketchedGates implements PieceGates {
    private final GradientGates gates;

    public SketchedGates(GradientGates gates) {
        this.gates = requireNonNull(gates);
    }

    @Override
    public List<Map<ModuleId, float[]>> of(List<GateRequest> requests) {
        return requests.stream().map(this::of).toList();
    }

    private Map<ModuleId, float[]> of(GateRequest request) {
        Map<ModuleId, float[]> made = new LinkedHashMap<>();
        for (ModuleId module : request.modules()) {
            made.put(module, gates.of(module, request.adapter().weights(module)));
        }
        return made;
    }
}
