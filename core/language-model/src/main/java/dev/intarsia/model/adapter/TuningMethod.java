package dev.intarsia.model.adapter;

import java.util.Locale;

/** A method of parameter-efficient fine-tuning: what kind of adapter users have. All adapters of a loaded model are of one. */
public enum TuningMethod {
    /** Low-rank updates of linear maps (Hu et al. 2021). */
    LORA,

    /**
     * Vectors that keys, values and the inputs of the feed-forward part's last map are multiplied by element by element
     * ((IA)³, Liu et al. 2022).
     */
    IA3,

    /** Embeddings of virtual tokens before the first token of every text (prompt tuning, Lester et al. 2021). */
    PROMPT;

    /** The name in contracts and configuration: {@code lora}, {@code ia3} or {@code prompt}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What users' adapters are that are trained here; of LoRA those with a shared A. */
    public AdapterCodec codec() {
        return switch (this) {
            case LORA -> AdapterCodec.SHARED_A;
            case IA3 -> AdapterCodec.IA3;
            case PROMPT -> AdapterCodec.PROMPT;
        };
    }
}
