package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.generate.TextPrompt;
import dev.intarsia.gateway.knowledge.PersonReader;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.tasks.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers questions whose answer is one of the task's labels. Safe to use from several threads. */
public final class LabelPredictor {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final AdapterResolver adapters;
    private final TaskPrompts prompts;
    private final LabelScorer scorer;

    public LabelPredictor(AdapterResolver adapters, TaskPrompts prompts, LabelScorer scorer) {
        this.adapters = requireNonNull(adapters);
        this.prompts = requireNonNull(prompts);
        this.scorer = requireNonNull(scorer);
    }

    List<ServedPrediction> answer(List<PredictionQuestion> questions, ClientConnection client, Duration limit) {
        List<ServedAdapter> served = questions.stream()
                .map(question -> adapters.resolve(question.user(), question.policy()))
                .toList();
        List<TextPrompt> prompted = prompted(questions);
        Map<String, List<Integer>> byTask = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            byTask.computeIfAbsent(questions.get(i).task().name(), absent -> new ArrayList<>())
                    .add(i);
        }
        Map<String, CompletableFuture<float[][]>> scores = new LinkedHashMap<>();
        byTask.forEach((name, rows) -> {
            Task task = questions.get(rows.get(0)).task();
            List<PromptRow> asked = rows.stream()
                    .map(row -> new PromptRow(
                            prompted.get(row).tokens(), served.get(row).adapter()))
                    .toList();
            scores.put(name, scorer.score(name, prompts.labels(task), asked));
        });
        ServedPrediction[] answers = new ServedPrediction[questions.size()];
        long end = System.nanoTime() + limit.toNanos();
        scores.forEach((name, future) -> {
            float[][] logs = await(future, client, end);
            List<Integer> rows = byTask.getOrDefault(name, List.of());
            IntStream.range(0, rows.size()).forEach(i -> {
                int row = rows.get(i);
                answers[row] = Distribution.of(questions.get(row).task(), logs[i])
                        .answer(served.get(row), prompted.get(row).knowledge());
            });
        });
        return List.of(answers);
    }

    private List<TextPrompt> prompted(List<PredictionQuestion> questions) {
        PersonReader people = prompts.reader();
        return questions.stream()
                .map(question -> prompts.question(
                        question.task(),
                        question.input(),
                        people.before(question.user(), question.task(), question.input(), question.knowledge())))
                .toList();
    }

    private static float[][] await(CompletableFuture<float[][]> future, ClientConnection client, long end) {
        float @Nullable [][] scores = null;
        while (scores == null) {
            try {
                scores = future.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                client.check();
                if (System.nanoTime() > end) {
                    throw new ApiException(ApiError.of(
                            504, "timeout", "The answers did not come in time; ask fewer questions at once."));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(ApiError.of(503, "shutting_down", "The gateway is shutting down; ask again."));
            } catch (ExecutionException e) {
                throw new IllegalStateException("The labels could not be scored.", e.getCause());
            }
        }
        return scores;
    }
}
