package dev.intarsia.pieces.assemble;

/** A piece that was chosen for a user, as far as what it gains needs it. */
public interface ChosenPiece {
    /** Whose piece. */
    String sharer();

    /** Its coefficient in the sum. */
    float weight();
}
