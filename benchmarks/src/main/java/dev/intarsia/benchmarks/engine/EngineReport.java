package dev.intarsia.benchmarks.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The results as files: {@code engine.json} with all raw times, {@code performance.md} and {@code engine.html}. */
final class EngineReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private EngineReport() {}

    /** Writes the files and returns the table. */
    static String write(EngineBenchmarkOptions options, Measured measured, Machine machine) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>(measured.results);
        report.put("quick", options.quick());
        report.put("precision", options.precision());
        report.put("threads", options.threads());
        report.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("machine", machine);
        report.put("versions", Machine.versions());
        report.put("goals", goals());
        report.put("peakRssMib", measured.peaks);
        report.put("comparisons", comparisons(measured));
        report.put("details", measured.details);
        report.put("notes", measured.notes);
        Path json = options.output().resolve("engine.json");
        Files.writeString(json, JSON.writeValueAsString(report) + "\n");
        String table = EngineReportTable.of(options, measured, machine);
        Files.writeString(options.output().resolve("performance.md"), table);
        Files.writeString(options.output().resolve("engine.html"), ReportPicture.of(options, measured, machine));
        return "\n" + table + "\n" + json + ", performance.md and engine.html are beside each other.\n";
    }

    private static Map<String, Object> goals() {
        Map<String, Object> goals = new LinkedHashMap<>();
        EngineFigures.ALL.stream()
                .filter(figure -> figure.goal() != null)
                .forEach(figure -> goals.put(figure.name(), figure.goalText()));
        return goals;
    }

    private static Map<String, Object> comparisons(Measured measured) {
        Map<String, Object> comparisons = new LinkedHashMap<>();
        measured.comparisons.forEach((name, sides) -> {
            Map<String, Object> times = new LinkedHashMap<>();
            sides.forEach((side, taken) -> times.put(
                    side,
                    Map.of(
                            "seconds", taken.seconds(),
                            "medianSeconds", taken.median(),
                            "amount", taken.amount(),
                            "unit", taken.unit(),
                            "perSecond", taken.perSecond())));
            comparisons.put(name, times);
        });
        return comparisons;
    }
}
