package dev.intarsia.evaluation.statistics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Metric;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Predictions written line by line, and the tasks they answer. */
final class MadeUpAnswers {
    static final Task STARS = Tasks.bundled().require("movie-rating");
    static final Task COLOURS =
            with(new Answer.Labels(List.of("red", "green", "blue")), List.of(Metric.ACCURACY, Metric.MACRO_F1));
    static final Task TITLES = Tasks.bundled().require("next-movie");

    private static final JsonMapper JSON = new JsonMapper();
    private final List<String> lines = new ArrayList<>();

    private static Task with(Answer answer, List<Metric> metrics) {
        Task like = STARS;
        return new Task("made-up", 1, "", like.input(), like.prompt(), like.output(), answer, metrics, like.personal());
    }

    MadeUpAnswers add(String method, String user, int event, String answer, String gold) {
        return add(method, user, event, answer, gold, null);
    }

    MadeUpAnswers add(
            String method, String user, int event, String answer, String gold, @Nullable List<Double> probabilities) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method);
        fields.put("user", user);
        fields.put("event", "e" + event);
        fields.put("time", Instant.ofEpochSecond(1_000_000L + 86_400L * event).toString());
        fields.put("earlier", event);
        fields.put("answer", answer);
        fields.put("gold", gold);
        fields.put("nll", null);
        fields.put("probabilities", probabilities);
        try {
            lines.add(JSON.writeValueAsString(fields));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("predictions.jsonl"), lines);
    }

    Answers read(Path folder, Task task) throws IOException {
        return AnswersReader.read(write(folder), task.answer(), List.of());
    }
}
