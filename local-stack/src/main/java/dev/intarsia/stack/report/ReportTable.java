package dev.intarsia.stack.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** A report's figures for a terminal. */
public final class ReportTable {
    private ReportTable() {}

    /**
     * Methods from worst to best, then the stream's figures.
     *
     * @param report as {@code report.json} has it
     */
    public static String of(JsonNode report, ServiceFigures services) {
        StringBuilder table = new StringBuilder();
        line(table, "%-26s %7s  %-15s %7s  %s", "method", "MAE", "95 % interval", "RMSE", "under base");
        double base = report.at("/methods/base/mae/value").asDouble();
        report.path("methods").properties().stream()
                .sorted(Comparator.comparingDouble(ReportTable::mae).reversed())
                .forEach(method -> {
                    JsonNode mae = method.getValue().path("mae");
                    line(
                            table,
                            "%-26s %7.3f  %.3f – %.3f   %7.3f  %6.1f %%",
                            method.getKey(),
                            mae(method),
                            mae.path("low").asDouble(),
                            mae.path("high").asDouble(),
                            method.getValue().at("/rmse/value").asDouble(),
                            100 * (1 - mae(method) / base));
                });
        line(
                table,
                "%d predictions for %d users; %d events in %.0f s, %.0f a second",
                report.path("predictions").asInt(),
                report.path("users").asInt(),
                services.events(),
                services.durationSeconds(),
                services.eventsPerSecond());
        line(
                table,
                "Served %.2f s after acceptance (p50), %.2f s (p99)",
                services.freshnessSeconds().p50(),
                services.freshnessSeconds().p99());
        line(
                table,
                "%s, %d threads, %s: %.2f of %d cores used",
                services.processor(),
                services.threads(),
                services.precision(),
                services.coresUsed(),
                services.machine().cores());
        return table.toString();
    }

    private static double mae(Map.Entry<String, JsonNode> method) {
        return method.getValue().at("/mae/value").asDouble();
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
