package dev.intarsia.benchmarks.engine;

import dev.intarsia.benchmarks.figure.FigureTable;
import java.util.Locale;
import java.util.Map;

/** The results as Markdown, in the form they are kept in. */
final class EngineReportTable {
    private EngineReportTable() {}

    static String of(EngineBenchmarkOptions options, Measured measured, Machine machine) {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%s, %s cores%s, %s; %d threads, %s%s.",
                machine.processor(),
                machine.cores(),
                machine.instructions().isEmpty() ? "" : " (" + machine.instructions() + ")",
                machine.memory(),
                options.threads(),
                options.precision(),
                options.quick() ? "; QUICK: these figures mean nothing" : "");
        line(table, "");
        table.append(FigureTable.of(
                EngineFigures.ALL.stream()
                        .filter(figure -> measured.results.containsKey(figure.name()))
                        .toList(),
                measured.results));
        measured.comparisons.forEach((name, sides) -> {
            line(table, "");
            line(table, "| %s | a second | median of %d rounds |", name, rounds(sides));
            line(table, "|---|---|---|");
            sides.forEach((side, taken) -> line(
                    table, "| %s | %.0f %s | %.1f ms |", side, taken.perSecond(), taken.unit(), taken.median() * 1e3));
        });
        if (!measured.peaks.isEmpty()) {
            line(table, "");
            line(table, "| process | most resident memory |");
            line(table, "|---|---|");
            measured.peaks.forEach((name, peak) -> line(table, "| %s | %.0f MiB |", name, peak));
        }
        measured.notes.values().forEach(note -> line(table, "%n%s.", note));
        return table.toString();
    }

    private static int rounds(Map<String, Times> sides) {
        return sides.values().stream()
                .mapToInt(taken -> taken.seconds().size())
                .max()
                .orElse(0);
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
