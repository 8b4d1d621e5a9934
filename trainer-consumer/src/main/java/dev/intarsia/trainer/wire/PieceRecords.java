package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;

/** Cuts pieces: a module's B with its gate, the sketch of B that signatures are compared with. */
public final class PieceRecords {
    private final String baseModel;
    private final AdapterLayout layout;
    private final GradientGates gates;

    /**
     * @param baseModel fingerprint of the base model
     * @param sketch length of a gate, the same as of the signatures
     */
    public PieceRecords(String baseModel, AdapterLayout layout, int sketch) {
        this.baseModel = requireNonNull(baseModel);
        this.layout = requireNonNull(layout);
        this.gates = new GradientGates(baseModel, layout, sketch);
    }

    /** The piece of one module. */
    public Piece cut(String sharer, long version, Adapter adapter, ModuleId module) {
        float[] weights = adapter.weights(module);
        float[] gate = gates.of(module, weights);
        ByteBuffer weightBytes = LittleEndianFloats.encode(weights);
        ByteBuffer gateBytes = LittleEndianFloats.encode(gate);
        return new Piece(
                sharer,
                module.text(),
                version,
                baseModel,
                layout.rank(),
                layout.alpha(),
                weightBytes,
                gateBytes,
                GateKind.GRADIENT,
                PieceDigest.of(weightBytes, gateBytes));
    }
}
