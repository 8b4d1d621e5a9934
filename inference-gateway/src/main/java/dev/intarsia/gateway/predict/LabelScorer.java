package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Scores labels for many requests at once: while one batch is in the model the next gathers. Safe to use from several
 * threads.
 */
public final class LabelScorer implements AutoCloseable {
    /** One task's prompts of one request. */
    private record Waiting(
            String task, List<int[]> labels, List<PromptRow> rows, CompletableFuture<float[][]> answer) {}

    private final Scorer scorer;
    private final int mostRows;
    private final Thread thread;
    private List<Waiting> waiting = new ArrayList<>();
    private int waitingRows;
    private boolean closed;

    /** @param mostRows how many prompts may wait */
    public LabelScorer(Scorer scorer, int mostRows) {
        this.scorer = requireNonNull(scorer);
        this.mostRows = mostRows;
        this.thread = new Thread(this::run, "label-scorer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param task whose labels they are; rows of one task are scored together
     * @param labels token sequences
     * @return [row][label] natural logarithms of probabilities that sum to one in each row
     * @throws ApiException when too many prompts wait already
     */
    public synchronized CompletableFuture<float[][]> score(String task, List<int[]> labels, List<PromptRow> rows) {
        if (closed || waitingRows + rows.size() > mostRows) {
            throw new ApiException(ApiError.of(
                    429, "queue_full", waitingRows + " questions wait for the model already; ask again later."));
        }
        CompletableFuture<float[][]> answer = new CompletableFuture<>();
        waiting.add(new Waiting(task, labels, rows, answer));
        waitingRows += rows.size();
        notifyAll();
        return answer;
    }

    private void run() {
        List<Waiting> batch = take();
        while (!batch.isEmpty()) {
            Map<String, List<Waiting>> byTask = new LinkedHashMap<>();
            batch.forEach(each -> byTask.computeIfAbsent(each.task(), absent -> new ArrayList<>())
                    .add(each));
            byTask.values().forEach(this::score);
            batch = take();
        }
    }

    private synchronized List<Waiting> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        List<Waiting> taken = waiting;
        waiting = new ArrayList<>();
        waitingRows = 0;
        return taken;
    }

    private void score(List<Waiting> together) {
        List<PromptRow> rows = new ArrayList<>();
        together.forEach(each -> rows.addAll(each.rows()));
        try {
            float[][] scores =
                    scorer.labelLogProbabilities(rows, together.get(0).labels());
            int from = 0;
            for (Waiting each : together) {
                int to = from + each.rows().size();
                each.answer().complete(Arrays.copyOfRange(scores, from, to));
                from = to;
            }
        } catch (RuntimeException | Error e) {
            // Nobody waits for this thread: whoever asked has to hear of it.
            together.forEach(each -> each.answer().completeExceptionally(e));
        }
    }

    /** Scores what waits and takes nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
