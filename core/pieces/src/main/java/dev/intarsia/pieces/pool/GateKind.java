package dev.intarsia.pieces.pool;

/** Which signatures a gate can be compared with; gates of two kinds never meet in one pool. */
public enum GateKind {
    /** The sketch of a piece's B, compared with sketched gradients of B. */
    GRADIENT,
    /** {@code LN(g)/√d} of Per-Pcs (arXiv 2406.10471), compared with means of {@code LN(x)}. */
    ACTIVATION
}
