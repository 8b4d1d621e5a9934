package dev.intarsia.benchmarks.assembler;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results as files: {@code assembler.json}, {@code assembler.md} and {@code assembler.html}. */
final class AssemblerReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double GIB = 1 << 30;

    private AssemblerReport() {}

    /** Writes the files and returns the table. */
    static String write(
            AssemblerBenchmarkOptions options,
            AssemblerEffort effort,
            Map<String, @Nullable Double> results,
            Map<String, Object> details,
            List<StorageCurve> curve,
            Machine machine)
            throws IOException {
        Map<String, Object> report = new LinkedHashMap<>(results);
        report.put("quick", options.quick());
        report.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("machine", machine);
        report.put("effort", effort);
        report.put("storage_curve", curve);
        report.put("details", details);
        Path json = options.output().resolve("assembler.json");
        Files.writeString(json, JSON.writeValueAsString(report) + "\n");
        String table = table(options, results, curve, machine);
        Files.writeString(options.output().resolve("assembler.md"), table);
        Files.writeString(options.output().resolve("assembler.html"), StoragePicture.of(curve));
        return "\n" + table + "\n" + json + ", assembler.md and assembler.html are beside each other.\n";
    }

    private static String table(
            AssemblerBenchmarkOptions options,
            Map<String, @Nullable Double> results,
            List<StorageCurve> curve,
            Machine machine) {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%s, %s cores, %s%s.",
                machine.processor(),
                machine.cores(),
                machine.memory(),
                options.quick() ? "; QUICK: these figures mean nothing" : "");
        line(table, "");
        table.append(FigureTable.of(AssemblerFigures.ALL, results));
        line(table, "");
        line(table, "| users | an adapter each | pieces of 50 sharers | ratio | operations, ratio |");
        line(table, "|---|---|---|---|---|");
        for (StorageCurve point : curve) {
            line(
                    table,
                    "| %,d | %.2f GiB | %.2f GiB | %.1f | %.2f |",
                    point.users(),
                    point.oppuBytes() / GIB,
                    point.perPcsBytes() / GIB,
                    point.oppuBytes() / point.perPcsBytes(),
                    point.computeRatio());
        }
        return table.toString();
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
