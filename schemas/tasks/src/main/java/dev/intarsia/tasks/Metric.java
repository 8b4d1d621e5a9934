package dev.intarsia.tasks;

import java.util.Locale;

/** How the answers to a task are measured. */
public enum Metric {
    MAE,
    RMSE,
    ACCURACY,
    MACRO_F1,
    ROUGE_1,
    ROUGE_L,
    NLL;

    /** The name in a task file: lower case with hyphens, {@code macro-f1}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
