package dev.intarsia.model.adapter;

/** What an adapter's numbers are: which of LoRA's two factors belong to a user, or those of another method. */
public enum AdapterCodec {
    /**
     * Only B. A follows from the base model and the module's name, see {@link SharedA}, so weighted sums of B are exact
     * sums of what the adapters do.
     */
    SHARED_A(TuningMethod.LORA),

    /** A and B, both trained, as in LoRA itself: what other programs write, and the form of OPPU and Per-Pcs. */
    OWN_A(TuningMethod.LORA),

    /** What is added to the ones that outputs and inputs are multiplied by, one number each. */
    IA3(TuningMethod.IA3),

    /** What is added to the embeddings that all prompts of the base model begin with, see {@link FirstPrompt}. */
    PROMPT(TuningMethod.PROMPT);

    private final TuningMethod method;

    AdapterCodec(TuningMethod method) {
        this.method = method;
    }

    public TuningMethod method() {
        return method;
    }

    public boolean isLora() {
        return method == TuningMethod.LORA;
    }
}
