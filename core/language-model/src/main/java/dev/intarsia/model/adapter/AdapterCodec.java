package dev.intarsia.model.adapter;

/** Which of LoRA's two factors belong to a user. */
public enum AdapterCodec {
    /**
     * Only B. A follows from the base model and the module's name, see {@link SharedA}, so weighted sums of B are exact
     * sums of what the adapters do.
     */
    SHARED_A,

    /** A and B, both trained, as in LoRA itself: what other programs write, and the form of OPPU and Per-Pcs. */
    OWN_A
}
