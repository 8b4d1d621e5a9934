package dev.intarsia.benchmarks.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.intarsia.benchmarks.engine.Machine;
import dev.intarsia.benchmarks.figure.FigureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures as files, {@code trainer.json} and {@code trainer.md}, written anew with each figure that comes. */
public final class TrainerReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path output;
    private final boolean quick;
    private final Machine machine = Machine.here();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /**
     * Begins one without figures.
     *
     * @param output a directory that exists
     * @param quick whether the figures mean nothing
     */
    public TrainerReport(Path output, boolean quick) {
        this.output = output;
        this.quick = quick;
    }

    /**
     * Adds what was measured, and writes the files.
     *
     * @throws IllegalArgumentException where there is no figure of this name
     */
    public void add(Map<String, Double> measured) throws IOException {
        measured.keySet().forEach(name -> {
            if (TrainerFigures.ALL.stream().noneMatch(figure -> figure.name().equals(name))) {
                throw new IllegalArgumentException("No figure is called '" + name + "'.");
            }
        });
        figures.putAll(measured);
        write();
    }

    /** Adds what stands behind figures, and writes the files. */
    public void detail(String name, Object what) throws IOException {
        details.put(name, what);
        write();
    }

    private void write() throws IOException {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        TrainerFigures.ALL.forEach(figure -> report.put(figure.name(), figures.get(figure.name())));
        report.put("quick", quick);
        report.put("measured_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("machine", machine);
        report.put("load_at_end", Machine.here().load());
        report.put("details", details);
        Files.writeString(output.resolve("trainer.json"), JSON.writeValueAsString(report) + "\n");
        Files.writeString(output.resolve("trainer.md"), table());
    }

    /** The table for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%s, %s cores, %s, load %.1f before%s.",
                machine.processor(),
                machine.cores(),
                machine.memory(),
                machine.load(),
                quick ? "; QUICK: these figures mean nothing" : "");
        line(table, "");
        table.append(FigureTable.of(TrainerFigures.ALL, figures));
        return table.toString();
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
