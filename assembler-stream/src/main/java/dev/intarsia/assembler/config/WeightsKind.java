package dev.intarsia.assembler.config;

/** How scores become coefficients. */
public enum WeightsKind {
    /** The posterior mean over all modules. */
    BAYES,
    /** Ridge regression of the signature on the gates. */
    RIDGE,
    /** The softmax of Per-Pcs over the best. */
    PAPER,
    /** All pieces of the nearest sharer; a baseline. */
    NEAREST,
    /** The mean of all pieces; a baseline. */
    UNIFORM,
    /** The mean of pieces drawn at random; a baseline. */
    RANDOM
}
