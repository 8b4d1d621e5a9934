package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.batch.GatheredWork;
import dev.intarsia.gateway.connection.ClientConnection;
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
import java.util.stream.IntStream;

/** Answers questions whose answer is one of the task's labels. Safe to use from several threads. */
public final class LabelPredictor {
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
        Map<String, CompletableFuture<List<float[]>>> scores = new LinkedHashMap<>();
        byTask.forEach((name, rows) -> {
            Task task = questions.get(rows.get(0)).task();
            List<PromptRow> asked = rows.stream()
                    .map(row -> new PromptRow(
                            prompted.get(row).tokens(), served.get(row).adapter()))
                    .toList();
            scores.put(name, scorer.score(prompts.labels(task), asked));
        });
        ServedPrediction[] answers = new ServedPrediction[questions.size()];
        long end = System.nanoTime() + limit.toNanos();
        scores.forEach((name, future) -> {
            List<float[]> logs = GatheredWork.await(future, client, end);
            List<Integer> rows = byTask.getOrDefault(name, List.of());
            IntStream.range(0, rows.size()).forEach(i -> {
                int row = rows.get(i);
                answers[row] = Distribution.of(questions.get(row).task(), logs.get(i))
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
}
