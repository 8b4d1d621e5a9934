package dev.intarsia.model.engine;

/** In which numbers the frozen base multiplies. Adapters, their gradients and losses are always fp32. */
public enum Precision {
    /** Whichever of the other two ran faster when the model was loaded. */
    AUTO,
    FP32,
    BF16
}
