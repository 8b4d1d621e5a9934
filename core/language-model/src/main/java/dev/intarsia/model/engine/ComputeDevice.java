package dev.intarsia.model.engine;

/** What the model runs on. */
public enum ComputeDevice {
    /** The first GPU where the engine finds one, else the processor. */
    AUTO,
    CPU,
    /** The first GPU; where the engine finds none, loading fails. */
    GPU
}
