package dev.intarsia.stack.report;

import dev.intarsia.stack.report.RunReport.MethodFigures;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** A report's figures for a terminal. */
public final class ReportTable {
    private ReportTable() {}

    /** Methods from worst to best, then the stream's figures. */
    public static String of(RunReport report) {
        StringBuilder table = new StringBuilder();
        line(table, "%-26s %7s  %-15s %7s  %s", "method", "MAE", "95 % interval", "RMSE", "under base");
        report.methods().entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, MethodFigures> entry) ->
                                entry.getValue().mae())
                        .reversed())
                .forEach(entry -> {
                    MethodFigures figures = entry.getValue();
                    line(
                            table,
                            "%-26s %7.3f  %.3f – %.3f   %7.3f  %6.1f %%",
                            entry.getKey(),
                            figures.mae(),
                            figures.low(),
                            figures.high(),
                            figures.rmse(),
                            figures.underBasePercent());
                });
        line(
                table,
                "%d predictions for %d users; %d events in %.0f s, %.0f a second",
                report.predictions(),
                report.users().size(),
                report.events(),
                report.durationSeconds(),
                report.eventsPerSecond());
        line(
                table,
                "Served %.2f s after acceptance (p50), %.2f s (p99)",
                report.freshnessSeconds().p50(),
                report.freshnessSeconds().p99());
        line(
                table,
                "%s, %d threads, %s: %.2f of %d cores used",
                report.processor(),
                report.threads(),
                report.precision(),
                report.coresUsed(),
                report.machine().cores());
        return table.toString();
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
