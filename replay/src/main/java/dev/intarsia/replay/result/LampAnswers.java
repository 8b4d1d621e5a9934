package dev.intarsia.replay.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.replay.lamp.LampId;
import dev.intarsia.replay.lamp.LampPredictions;
import dev.intarsia.replay.lamp.LampTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A replay's answers to the benchmark's questions, in the benchmark's own form. */
public final class LampAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LampAnswers() {}

    /**
     * Writes {@code METHOD/SPLIT_predictions.json} for each method, where what no folder should be named by is an
     * underscore.
     *
     * @return the files; none where the replay's task is not the benchmark's
     */
    public static List<Path> write(ReplayRun run, Path folder) throws IOException {
        String name = run.task().name();
        if (Arrays.stream(LampTask.values()).noneMatch(each -> each.taskFile().equals(name))) {
            return List.of();
        }
        LampTask task = LampTask.ofTaskFile(name);
        Map<String, Map<LampId, String>> byMethod = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(run.predictions())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode prediction = JSON.readTree(line);
                    byMethod.computeIfAbsent(prediction.path("method").asText(), method -> new LinkedHashMap<>())
                            .put(
                                    LampId.parse(prediction.path("event").asText()),
                                    prediction.path("answer").asText());
                }
            }
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, Map<LampId, String>> method : byMethod.entrySet()) {
            Path own = folder.resolve(method.getKey().replaceAll("[^A-Za-z0-9.+-]", "_"));
            files.addAll(LampPredictions.write(own, task, method.getValue()));
        }
        return files;
    }
}
