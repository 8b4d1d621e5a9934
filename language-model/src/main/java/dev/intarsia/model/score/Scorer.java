package dev.intarsia.model.score;

import dev.intarsia.model.engine.LanguageModel;
import java.util.List;

/** Scores rows with different adapters in fused batches. Safe to use from several threads. */
public final class Scorer {
    public Scorer(LanguageModel model) {}

    /** The loss of every row's response, in the order given. */
    public List<Loss> losses(List<ScoringRow> rows) {
        throw new UnsupportedOperationException();
    }

    /**
     * How likely each label is to follow each prompt, given that one of them does.
     *
     * @param labels token sequences, distinct and not empty; one pass when every label is a single token
     * @return [row][label] natural logarithms; each row's probabilities sum to one
     */
    public float[][] labelLogProbabilities(List<PromptRow> rows, List<int[]> labels) {
        throw new UnsupportedOperationException();
    }
}
