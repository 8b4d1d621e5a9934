package dev.intarsia.evaluation.compare;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.report.Reports;
import dev.intarsia.evaluation.statistics.Answers;
import dev.intarsia.evaluation.statistics.AnswersReader;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.tasks.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A replay as it was written down.
 *
 * @param name of its folder
 * @param predictions every answer; empty where the file is no longer there
 */
record SavedReplay(String name, JsonNode report, Answer answer, Optional<Answers> predictions) {
    /**
     * Reads a report and, where it is still there, its file of predictions.
     *
     * @param place a folder with a {@code report.json}, or such a file itself
     * @throws IllegalArgumentException where it is no report
     */
    static SavedReplay open(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? place.resolve("report.json") : place;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "There is no report at " + place + "; give the folder of a replay, or the report.json in it.");
        }
        JsonNode report = parse(file);
        Answer answer = answer(report);
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        Path predictions = folder.resolve(report.path("predictions_file").asText("predictions.jsonl"));
        Optional<Answers> answers = Files.isRegularFile(predictions)
                ? Optional.of(AnswersReader.read(predictions, answer, names(report.path("methods"))))
                : Optional.empty();
        Path name = folder.getFileName();
        return new SavedReplay(name == null ? folder.toString() : name.toString(), report, answer, answers);
    }

    private static JsonNode parse(Path file) throws IOException {
        JsonNode report;
        try {
            report = new JsonMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no JSON; give the report.json of a replay.", e);
        }
        int version = report.path("schema_version").asInt();
        if (version != Reports.SCHEMA_VERSION || !report.path("methods").isObject()) {
            throw new IllegalArgumentException(file + " is no report of a replay that this version can read (schema "
                    + Reports.SCHEMA_VERSION + "); run the replay again.");
        }
        return report;
    }

    private static Answer answer(JsonNode report) {
        List<String> labels = new ArrayList<>();
        report.at("/answer/labels").forEach(label -> labels.add(label.asText()));
        return switch (report.at("/answer/kind").asText()) {
            case "scale" -> new Answer.Scale(labels);
            case "labels" -> new Answer.Labels(labels);
            default -> new Answer.Text(1);
        };
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The measure that its methods are ranked by. */
    Measure first() {
        String metric = report.path("metric").asText();
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.text().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The report in " + name + " ranks by " + metric + ", which is unknown; run the replay again."));
    }

    /** A figure as the report has it. */
    Optional<Estimate> figure(String method, Measure measure) {
        JsonNode found = report.path("methods").path(method).path(measure.text());
        return found.isObject()
                ? Optional.of(new Estimate(
                        found.path("value").asDouble(),
                        found.path("low").asDouble(),
                        found.path("high").asDouble()))
                : Optional.empty();
    }
}
