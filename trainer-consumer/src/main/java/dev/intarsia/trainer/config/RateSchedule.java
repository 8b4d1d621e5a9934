package dev.intarsia.trainer.config;

/** How the learning rate moves within an update. */
public enum RateSchedule {
    /** Not at all. */
    CONSTANT,
    /** Linearly, towards zero. */
    LINEAR
}
