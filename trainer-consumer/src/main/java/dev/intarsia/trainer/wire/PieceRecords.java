package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;

/**
 * Cuts pieces: a module's B, and beside it the gate that signatures are compared with.
 *
 * @param baseModel fingerprint of the base model
 * @param kind of the gates
 */
public record PieceRecords(String baseModel, AdapterLayout layout, GateKind kind) {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    public PieceRecords {
        requireNonNull(baseModel);
        requireNonNull(layout);
        requireNonNull(kind);
    }

    /** The piece of one module, without its gate. */
    public Piece cut(String sharer, AdapterVersion own, Adapter adapter, ModuleId module) {
        ByteBuffer weights = LittleEndianFloats.encode(adapter.weights(module));
        return Piece.newBuilder()
                .setSharer(sharer)
                .setModule(module.text())
                .setVersion(own.version())
                .setBaseModel(baseModel)
                .setRank(layout.rank())
                .setAlpha(layout.alpha())
                .setWeights(weights)
                .setGateKind(kindOfRecord())
                .setDigest(PieceDigest.of(weights, NONE))
                .setEvents(own.seen())
                .setLastIngestedAt(own.lastIngestedAt())
                .build();
    }

    /**
     * The gate of a piece that was cut here.
     *
     * @param sketch of the piece's weights as it travels; empty where none is needed
     */
    public Gate gate(Piece piece, float[] gate, ByteBuffer sketch) {
        ByteBuffer numbers = LittleEndianFloats.encode(gate);
        return Gate.newBuilder()
                .setSharer(piece.getSharer())
                .setModule(piece.getModule())
                .setVersion(piece.getVersion())
                .setBaseModel(piece.getBaseModel())
                .setKind(kindOfRecord())
                .setGate(numbers)
                .setSketch(kind == GateKind.GRADIENT ? NONE : sketch)
                .setEvents(piece.getEvents())
                .setLastIngestedAt(piece.getLastIngestedAt())
                .setPieceDigest(piece.getDigest())
                .setDigest(PieceDigest.ofGate(piece.getDigest(), numbers))
                .build();
    }

    private dev.intarsia.schemas.avro.GateKind kindOfRecord() {
        return dev.intarsia.schemas.avro.GateKind.valueOf(kind.name());
    }
}
