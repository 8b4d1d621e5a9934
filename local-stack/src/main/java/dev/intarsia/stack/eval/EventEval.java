package dev.intarsia.stack.eval;

import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.evaluation.statistics.AnswersReader;
import dev.intarsia.evaluation.statistics.Figures;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Metric;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loss and metrics of one task over events, one JSON object a line, as ingest takes them. */
public final class EventEval {
    private static final int BATCH = 64;
    private static final String METHOD = "model";

    private final @Nullable Adapter adapter;
    private final Task task;
    private final EventParser parser;
    private final Scorer scorer;
    private final ExampleEncoder encoder;
    private final List<int[]> labels = new ArrayList<>();
    private final Perplexity perplexity = new Perplexity();
    private final AnswersReader answers;
    private long events;
    private long others;

    public EventEval(LanguageModel model, @Nullable Adapter adapter, Tasks tasks, Task task, EventRules rules) {
        this.adapter = adapter;
        this.task = tasks.require(task.name());
        this.parser = new EventParser(rules);
        this.scorer = new Scorer(model);
        this.answers = AnswersReader.of(this.task.answer());
        this.encoder = new ExampleEncoder(model.tokenizer(), model.config().contextLength());
        // Each label with the end of sequence, since one may be the beginning of another.
        for (int[] label : encoder.labels(task)) {
            int[] ended = Arrays.copyOf(label, label.length + 1);
            ended[label.length] = model.tokenizer().eos();
            labels.add(ended);
        }
    }

    /**
     * What was found.
     *
     * @param events of the task
     * @param others events of other tasks, left out
     * @param metrics empty where answers are texts
     */
    public record Result(long events, long others, Perplexity perplexity, Map<Metric, Double> metrics) {}

    /** @throws IllegalArgumentException naming the line, when one is no event, or when no event is of the task */
    public Result run(BufferedReader lines, EvalProgress progress) throws IOException {
        List<BehaviorEvent> batch = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                event(number, line).ifPresent(batch::add);
            }
            if (batch.size() == BATCH) {
                score(batch, progress);
            }
        }
        score(batch, progress);
        if (events == 0) {
            throw new IllegalArgumentException(
                    "No event is of the task " + task.name() + "; name another one with --task.");
        }
        return new Result(events, others, perplexity, labels.isEmpty() ? Map.of() : metrics());
    }

    private Optional<BehaviorEvent> event(int number, String line) {
        Reading<BehaviorEvent> reading = parser.parse(line.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Invalid<BehaviorEvent> invalid) {
            Problem first = invalid.problems().get(0);
            throw new IllegalArgumentException("Line " + number + " is no event: " + first + ".");
        }
        BehaviorEvent event = ((Reading.Valid<BehaviorEvent>) reading).value();
        if (!event.getTask().equals(task.name())) {
            others++;
            return Optional.empty();
        }
        return Optional.of(event);
    }

    private void score(List<BehaviorEvent> batch, EvalProgress progress) {
        if (batch.isEmpty()) {
            return;
        }
        List<ScoringRow> rows = batch.stream()
                .map(event -> new ScoringRow(encoder.encode(task, event.getInput(), event.getOutput()), adapter))
                .toList();
        for (Loss loss : scorer.losses(rows)) {
            perplexity.add(loss);
        }
        if (!labels.isEmpty()) {
            List<PromptRow> prompts = batch.stream()
                    .map(event -> new PromptRow(encoder.prompt(task, event.getInput()), adapter))
                    .toList();
            float[][] logs = scorer.labelLogProbabilities(prompts, labels);
            for (int i = 0; i < logs.length; i++) {
                // Under its place in the file: nothing forbids to give an event twice.
                count(
                        Long.toString(events + i + 1),
                        batch.get(i),
                        Reply.of(task, logs[i]).answer());
            }
        }
        events += batch.size();
        batch.clear();
        progress.at(events, perplexity.mean());
    }

    private void count(String place, BehaviorEvent event, String answer) {
        answers.add(new Prediction(
                METHOD, event.getUser(), place, event.getTime(), 0, answer, event.getOutput(), null, null));
    }

    private Map<Metric, Double> metrics() {
        Figures<Double> figures = answers.answers().figures(Measure.of(task.answer()));
        Map<Metric, Double> found = new EnumMap<>(Metric.class);
        Arrays.stream(Metric.values())
                .filter(metric -> figures.has(METHOD, Measure.of(metric)))
                .forEach(metric -> found.put(metric, figures.of(METHOD, Measure.of(metric))));
        return found;
    }
}
