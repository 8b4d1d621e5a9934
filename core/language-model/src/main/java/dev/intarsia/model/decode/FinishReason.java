package dev.intarsia.model.decode;

/** Why a text ended. */
public enum FinishReason {
    /** The model ended it, or a stop string came. */
    STOP,
    /** It has as many tokens as were asked for. */
    LENGTH,
    /** Whoever asked took the request back. */
    CANCELLED
}
