package dev.intarsia.model.score;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.LabelPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.LossPass;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores rows with different adapters in fused batches. Safe to use from several threads. */
public final class Scorer {
    private final LossPass losses;
    private final LabelPass labels;

    public Scorer(LanguageModel model) {
        this.losses = new LossPass(model);
        this.labels = new LabelPass(model);
    }

    /** The loss of every row's response, in the order given. */
    public List<Loss> losses(List<ScoringRow> rows) {
        List<Example> examples = rows.stream().map(ScoringRow::example).toList();
        List<@Nullable Adapter> adapters = new ArrayList<>();
        rows.forEach(row -> adapters.add(row.adapter()));
        float[] means = losses.losses(examples, adapters);
        List<Loss> result = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            result.add(new Loss(means[i], examples.get(i).responseLength()));
        }
        return result;
    }

    /**
     * How likely each label is to follow each prompt, given that one of them does. Where one label is the beginning of
     * another, let each end in the end-of-sequence token.
     *
     * @param labels token sequences, distinct and not empty; one pass when every label is a single token
     * @return [row][label] natural logarithms; each row's probabilities sum to one
     */
    public float[][] labelLogProbabilities(List<PromptRow> rows, List<int[]> labels) {
        if (labels.isEmpty() || labels.stream().anyMatch(label -> label.length == 0)) {
            throw new IllegalArgumentException("There must be at least one label, and each needs a token.");
        }
        if (labels.stream().allMatch(label -> label.length == 1)) {
            List<@Nullable Adapter> adapters = new ArrayList<>();
            rows.forEach(row -> adapters.add(row.adapter()));
            return this.labels.next(
                    rows.stream().map(PromptRow::prompt).toList(),
                    adapters,
                    labels.stream().mapToInt(label -> label[0]).toArray());
        }
        return sequenceLogProbabilities(rows, labels);
    }

    private float[][] sequenceLogProbabilities(List<PromptRow> rows, List<int[]> labels) {
        List<ScoringRow> answered = new ArrayList<>();
        for (PromptRow row : rows) {
            for (int[] label : labels) {
                int[] tokens = Arrays.copyOf(row.prompt(), row.prompt().length + label.length);
                System.arraycopy(label, 0, tokens, row.prompt().length, label.length);
                answered.add(new ScoringRow(new Example(tokens, row.prompt().length), row.adapter()));
            }
        }
        List<Loss> scored = losses(answered);
        float[][] result = new float[rows.size()][labels.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < labels.size(); j++) {
                result[i][j] = (float) -scored.get(i * labels.size() + j).sum();
            }
            normalize(result[i]);
        }
        return result;
    }

    private static void normalize(float[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (float log : logs) {
            sum += Math.exp(log - largest);
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] -= (float) (largest + Math.log(sum));
        }
    }
}
