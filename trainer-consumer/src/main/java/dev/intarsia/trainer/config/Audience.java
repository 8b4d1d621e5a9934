package dev.intarsia.trainer.config;

/** Who gets an own adapter. */
public enum Audience {
    /** Every user: one adapter per user. */
    EVERYONE,
    /** Only users elected to share, whose adapters become pieces. */
    ROSTER
}
