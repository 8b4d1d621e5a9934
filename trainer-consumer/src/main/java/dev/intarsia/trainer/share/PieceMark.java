package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.pool.GateKind;
import java.nio.ByteBuffer;

/**
 * What tells one publication of a piece and its gate from another.
 *
 * @param version of the adapter it was cut from; 0 for what must not stay as it is
 * @param baseModel fingerprint of the base model
 * @param gate the kind of its gate
 * @param sketch of its weights, little-endian floats as they travel; empty where it is not known
 */
public record PieceMark(long version, String baseModel, GateKind gate, ByteBuffer sketch) {
    private static final ByteBuffer UNKNOWN = ByteBuffer.allocate(0);

    /** Of a piece without its gate, or a gate without its piece. */
    static final PieceMark TORN = new PieceMark(0, "", GateKind.GRADIENT);

    public PieceMark {
        requireNonNull(baseModel);
        requireNonNull(gate);
        requireNonNull(sketch);
    }

    /** A mark of weights whose sketch is not known. */
    public PieceMark(long version, String baseModel, GateKind gate) {
        this(version, baseModel, gate, UNKNOWN);
    }

    /** The mark of something that is to be replaced by whatever comes, be it of the same version. */
    public PieceMark outdated() {
        return new PieceMark(0, baseModel, gate);
    }
}
