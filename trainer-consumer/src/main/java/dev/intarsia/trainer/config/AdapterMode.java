package dev.intarsia.trainer.config;

/** What is trained of users who are no sharers. */
public enum AdapterMode {
    /** An adapter on the base model. */
    OWN,
    /** A residual on top of the assembled adapter, by evidence. */
    RESIDUAL
}
