package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands of one module of a sharer on the two topics of gates and pieces, which are read in any order.
 *
 * @param version of the adapter the gate belongs to; 0 where there is no gate
 * @param baseModel fingerprint of the gate's base model
 * @param gate its kind
 * @param sketch of the weights that it belongs to, little-endian floats as they travel; empty where it is not known
 * @param piece version of the adapter the piece was cut from; 0 where there is no piece
 */
public record PieceMark(long version, String baseModel, GateKind gate, ByteBuffer sketch, long piece) {
    private static final ByteBuffer UNKNOWN = ByteBuffer.allocate(0);

    public PieceMark {
        requireNonNull(baseModel);
        requireNonNull(gate);
        requireNonNull(sketch);
    }

    /** The mark of a piece with its gate. */
    public PieceMark(long version, String baseModel, GateKind gate, ByteBuffer sketch) {
        this(version, baseModel, gate, sketch, version);
    }

    /** The mark of a piece with its gate, the sketch of whose weights is not known. */
    public PieceMark(long version, String baseModel, GateKind gate) {
        this(version, baseModel, gate, UNKNOWN);
    }

    /** Whether the piece is there with its own gate. Those that were written before gates had a topic have none. */
    public boolean whole() {
        return version > 0 && version == piece;
    }

    /** The mark of something that is to be replaced by whatever comes, be it of the same version. */
    public PieceMark outdated() {
        return new PieceMark(0, baseModel, gate, UNKNOWN, piece);
    }

    /**
     * The mark after a record of the pieces' topic was read.
     *
     * @param before null where nothing stood
     * @param piece version of it; 0 where it was withdrawn
     * @return null where nothing stands any more
     */
    public static @Nullable PieceMark afterPiece(@Nullable PieceMark before, long piece) {
        return before == null
                ? orNull(new PieceMark(0, "", GateKind.GRADIENT, UNKNOWN, piece))
                : orNull(new PieceMark(before.version, before.baseModel, before.gate, before.sketch, piece));
    }

    /** The mark after a gate was read. */
    public static PieceMark afterGate(@Nullable PieceMark before, Gate gate) {
        GateKind kind = GateKind.valueOf(gate.getKind().name());
        return new PieceMark(
                gate.getVersion(),
                gate.getBaseModel(),
                kind,
                // A gradient gate is the sketch of its piece's weights; an activation gate has it beside itself.
                kind == GateKind.GRADIENT ? gate.getGate() : gate.getSketch(),
                before == null ? 0 : before.piece);
    }

    /**
     * The mark after it was read that a gate was withdrawn.
     *
     * @return null where nothing stands any more
     */
    public static @Nullable PieceMark afterGateWithdrawn(@Nullable PieceMark before) {
        return before == null ? null : orNull(before.outdated());
    }

    private static @Nullable PieceMark orNull(PieceMark mark) {
        return mark.version == 0 && mark.piece == 0 ? null : mark;
    }
}
