package dev.intarsia.assembler.config;

/** How scores become coefficients. */
public enum WeightsKind {
    RIDGE,
    PAPER
}
