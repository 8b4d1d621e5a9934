package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.batch.GatheredWork;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Scores labels for many requests at once: while one batch is in the model the next gathers. Safe to use from several
 * threads.
 */
public final class LabelScorer implements AutoCloseable {
    /**
     * Prompts are scored together that have this in common.
     *
     * @param labels token sequences
     * @param joint whether they are scored among all texts, otherwise among themselves
     */
    private record Labels(List<List<Integer>> labels, boolean joint) {
        static Labels of(List<int[]> labels, boolean joint) {
            return new Labels(
                    labels.stream()
                            .map(label -> IntStream.of(label).boxed().toList())
                            .toList(),
                    joint);
        }

        List<int[]> tokens() {
            return labels.stream()
                    .map(label -> label.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }
    }

    private final Scorer scorer;
    private final GatheredWork<Labels, PromptRow, float[]> work;

    /** @param mostRows how many prompts may wait */
    public LabelScorer(Scorer scorer, int mostRows) {
        this.scorer = requireNonNull(scorer);
        this.work = new GatheredWork<>("label-scorer", mostRows, this::compute);
    }

    /**
     * How likely each label is, given that one of them is the answer.
     *
     * @param labels token sequences; rows of the same ones are scored together
     * @return for each row, natural logarithms of probabilities that sum to one
     * @throws dev.intarsia.gateway.error.ApiException when too many prompts wait already
     */
    public CompletableFuture<List<float[]>> score(List<int[]> labels, List<PromptRow> rows) {
        return work.submit(Labels.of(labels, false), rows);
    }

    /**
     * How likely each label is among all texts.
     *
     * @param labels token sequences; rows of the same ones are scored together
     * @return for each row, natural logarithms of the labels' probabilities
     * @throws dev.intarsia.gateway.error.ApiException when too many prompts wait already
     */
    public CompletableFuture<List<float[]>> joint(List<int[]> labels, List<PromptRow> rows) {
        return work.submit(Labels.of(labels, true), rows);
    }

    private List<float[]> compute(Labels labels, List<PromptRow> rows) {
        return Arrays.asList(
                labels.joint()
                        ? scorer.jointLogProbabilities(rows, labels.tokens())
                        : scorer.labelLogProbabilities(rows, labels.tokens()));
    }

    /** Scores what waits and takes nothing more. */
    @Override
    public void close() {
        work.close();
    }
}
