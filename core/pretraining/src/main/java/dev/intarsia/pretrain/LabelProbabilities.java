package dev.intarsia.pretrain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How likely a model finds each of a few tokens after prompts. */
final class LabelProbabilities {
    private static final int ROWS = 128;

    private final DecoderTraining model;
    private final int[] labels;

    LabelProbabilities(DecoderTraining model, int[] labels) {
        this.model = model;
        this.labels = labels.clone();
    }

    /** Probabilities among the labels: prompts × labels. */
    double[][] of(List<int[]> prompts) {
        Integer[] order = new Integer[prompts.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> prompts.get(i).length));
        double[][] probabilities = new double[order.length][];
        for (int from = 0; from < order.length; from += ROWS) {
            Integer[] part = Arrays.copyOfRange(order, from, Math.min(order.length, from + ROWS));
            float[] scores = score(Arrays.stream(part).map(prompts::get).toList());
            for (int row = 0; row < part.length; row++) {
                probabilities[part[row]] = normalised(scores, row * labels.length);
            }
        }
        return probabilities;
    }

    /** The token after a prompt is a placeholder: only its place is looked at. */
    private float[] score(List<int[]> prompts) {
        List<LearningRow> rows = prompts.stream()
                .map(prompt -> new LearningRow(Arrays.copyOf(prompt, prompt.length + 1), prompt.length, 1))
                .toList();
        long[] choices = new long[rows.size() * labels.length];
        Arrays.setAll(choices, i -> labels[i % labels.length]);
        return model.score(Batch.of(rows), choices);
    }

    private double[] normalised(float[] scores, int from) {
        double[] probabilities = new double[labels.length];
        double total = 0;
        for (int label = 0; label < labels.length; label++) {
            probabilities[label] = Math.exp(scores[from + label]);
            total += probabilities[label];
        }
        for (int label = 0; label < labels.length; label++) {
            probabilities[label] /= total;
        }
        return probabilities;
    }
}
