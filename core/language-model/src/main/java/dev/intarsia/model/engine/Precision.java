package dev.intarsia.model.engine;

/** In which numbers the frozen base multiplies. Adapters, their gradients and losses are always fp32. */
public enum Precision {
    /** Whichever of the other two the model runs faster in on this machine; fp32 where that is not clear. */
    AUTO,
    FP32,
    BF16
}
