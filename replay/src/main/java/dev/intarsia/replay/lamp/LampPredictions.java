package dev.intarsia.replay.lamp;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes answers as the benchmark's own evaluation reads them, one file for each split. */
public final class LampPredictions {
    private LampPredictions() {}

    /**
     * Writes {@code {"task": ..., "golds": [{"id": ..., "output": ...}, ...]}} to {@code dev_predictions.json} and the
     * like. The benchmark's evaluation wants an answer to every question of the split, and to no other.
     *
     * @param folder is made where it is not there; files of the same names are replaced
     * @param answers in the order of writing
     * @return the files
     */
    public static List<Path> write(Path folder, LampTask task, Map<LampId, String> answers) throws IOException {
        Map<String, List<Map.Entry<LampId, String>>> bySplit = new TreeMap<>();
        for (Map.Entry<LampId, String> answer : answers.entrySet()) {
            bySplit.computeIfAbsent(answer.getKey().split(), split -> new ArrayList<>())
                    .add(answer);
        }
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, List<Map.Entry<LampId, String>>> split : bySplit.entrySet()) {
            String name = split.getKey().equals(LampId.WHOLE) ? "" : split.getKey() + "_";
            Path file = folder.resolve(name + "predictions.json");
            write(file, task, split.getValue());
            files.add(file);
        }
        return files;
    }

    private static void write(Path file, LampTask task, List<Map.Entry<LampId, String>> answers) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("task", task.published());
            json.writeArrayFieldStart("golds");
            for (Map.Entry<LampId, String> answer : answers) {
                json.writeStartObject();
                json.writeStringField("id", answer.getKey().id());
                json.writeStringField("output", answer.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
