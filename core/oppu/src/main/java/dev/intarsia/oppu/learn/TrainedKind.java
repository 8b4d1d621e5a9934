package dev.intarsia.oppu.learn;

/** What is trained of a user. */
public enum TrainedKind {
    /** Nothing: the assembled adapter answers, or the base model. */
    NOTHING,
    /** A residual on top of the assembled adapter. */
    RESIDUAL,
    /** An adapter of their own on the base model. */
    OWN
}
