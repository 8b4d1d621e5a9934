package dev.intarsia.trainer.share;

import dev.intarsia.pieces.pool.GateKind;

/**
 * What tells one publication of a piece and its gate from another.
 *
 * @param version of the adapter it was cut from; 0 for what must not stay as it is
 * @param baseModel fingerprint of the base model
 * @param gate the kind of its gate
 */
public record PieceMark(long version, String baseModel, GateKind gate) {
    /** Of a piece without its gate, or a gate without its piece. */
    static final PieceMark TORN = new PieceMark(0, "", GateKind.GRADIENT);

    /** The mark of something that is to be replaced by whatever comes, be it of the same version. */
    public PieceMark outdated() {
        return new PieceMark(0, baseModel, gate);
    }
}
