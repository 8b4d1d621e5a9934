package dev.intarsia.replay.run;

import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.evaluation.result.PredictionLines;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.replay.lamp.LampId;
import dev.intarsia.replay.lamp.LampPredictions;
import dev.intarsia.replay.lamp.LampTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A replay's answers to the benchmark's questions, as its own evaluation reads them. */
public final class LampAnswers {
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9.+-]");

    private LampAnswers() {}

    /**
     * Writes a folder of files for each method; nothing where the replay's task is none of the benchmark's, or where
     * its questions were not read from a folder of the benchmark.
     *
     * @param folder is made where it is not there
     */
    public static void write(ReplayRun run, Path folder) throws IOException {
        String task = run.task().name();
        if (Arrays.stream(LampTask.values()).noneMatch(each -> each.taskFile().equals(task))) {
            return;
        }
        Map<String, Map<LampId, String>> byMethod = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(run.predictions())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Prediction prediction = PredictionLines.read(line);
                if (LampId.isOne(prediction.event())) {
                    byMethod.computeIfAbsent(prediction.method(), method -> new LinkedHashMap<>())
                            .put(LampId.parse(prediction.event()), prediction.answer());
                }
            }
        }
        for (Map.Entry<String, Map<LampId, String>> method : byMethod.entrySet()) {
            String name = UNSAFE.matcher(method.getKey()).replaceAll("_");
            LampPredictions.write(folder.resolve(name), LampTask.ofTaskFile(task), method.getValue());
        }
    }
}
