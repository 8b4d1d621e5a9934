package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;

/**
 * Cuts pieces: a module's B with the gate that signatures are compared with.
 *
 * @param baseModel fingerprint of the base model
 * @param kind of the gates
 */
public record PieceRecords(String baseModel, AdapterLayout layout, GateKind kind) {
    public PieceRecords {
        requireNonNull(baseModel);
        requireNonNull(layout);
        requireNonNull(kind);
    }

    /** The piece of one module. */
    public Piece cut(String sharer, long version, Adapter adapter, ModuleId module, float[] gate) {
        ByteBuffer weightBytes = LittleEndianFloats.encode(adapter.weights(module));
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
                dev.intarsia.schemas.avro.GateKind.valueOf(kind.name()),
                PieceDigest.of(weightBytes, gateBytes));
    }
}
