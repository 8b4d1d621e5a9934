package dev.intarsia.model.score;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.LabelPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.LossPass;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores rows with different adapters in fused batches. Safe to use from several threads. */
public final class Scorer {
    private final LossPass losses;
    private final LabelPass labels;

    public Scorer(LanguageModel model) {
        this(model, false);
    }

    private Scorer(LanguageModel model, boolean independent) {
        this.losses = new LossPass(model, independent);
        this.labels = new LabelPass(model, independent);
    }

    /**
     * A scorer whose results do not depend, even in their last digit, on how many rows are scored together. Labels of
     * several tokens, and rows of more than 64 tokens that are padded otherwise, may differ in the last digit.
     */
    public static Scorer independent(LanguageModel model) {
        return new Scorer(model, true);
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
     * another, let each end in the end-of-sequence token. One pass, however many tokens the labels have.
     *
     * @param labels token sequences, distinct and not empty
     * @return [row][label] natural logarithms; each row's probabilities sum to one
     */
    public float[][] labelLogProbabilities(List<PromptRow> rows, List<int[]> labels) {
        require(labels);
        if (labels.stream().allMatch(label -> label.length == 1)) {
            int[] tokens = labels.stream().mapToInt(label -> label[0]).toArray();
            return this.labels.next(prompts(rows), adapters(rows), tokens);
        }
        float[][] logs = jointLogProbabilities(rows, labels);
        for (float[] row : logs) {
            normalize(row);
        }
        return logs;
    }

    /**
     * How likely each label is to follow each prompt, among all texts.
     *
     * @param labels token sequences, not empty
     * @return [row][label] natural logarithms of the products of the labels' tokens' probabilities
     */
    public float[][] jointLogProbabilities(List<PromptRow> rows, List<int[]> labels) {
        require(labels);
        return rows.isEmpty() ? new float[0][] : this.labels.whole(prompts(rows), adapters(rows), labels);
    }

    private static void require(List<int[]> labels) {
        if (labels.isEmpty() || labels.stream().anyMatch(label -> label.length == 0)) {
            throw new IllegalArgumentException("There must be at least one label, and each needs a token.");
        }
    }

    private static List<int[]> prompts(List<PromptRow> rows) {
        return rows.stream().map(PromptRow::prompt).toList();
    }

    private static List<@Nullable Adapter> adapters(List<PromptRow> rows) {
        List<@Nullable Adapter> adapters = new ArrayList<>();
        rows.forEach(row -> adapters.add(row.adapter()));
        return adapters;
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
