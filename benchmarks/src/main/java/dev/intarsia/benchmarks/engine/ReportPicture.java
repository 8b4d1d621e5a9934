package dev.intarsia.benchmarks.engine;

import dev.intarsia.benchmarks.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The comparisons as a page that needs nothing else: one bar per side, as long as what it does in a second. */
final class ReportPicture {
    private static final int WIDTH = 820;
    private static final int LABEL = 190;
    private static final int BAR = 22;
    private static final int GAP = 34;
    private static final List<String> COLOURS = List.of("#1f6f8b", "#99a8b2", "#d08c60");

    private ReportPicture() {}

    static String of(EngineBenchmarkOptions options, Measured measured, Machine machine) {
        List<String> shapes = new ArrayList<>();
        int y = 20;
        for (Map.Entry<String, Map<String, Times>> comparison : measured.comparisons.entrySet()) {
            shapes.add(text(0, y, "bold", comparison.getKey()));
            y += 10;
            y = bars(shapes, y, comparison.getValue()) + GAP;
        }
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Engine benchmark</title><style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 860px; padding: 0 1rem; color: #1d2529 }
                table { border-collapse: collapse; width: 100%% } td, th { padding: .25rem .5rem; border-bottom: 1px solid #ddd; text-align: left }
                .no { color: #a33; font-weight: 600 } svg { width: 100%%; height: auto; margin-top: 2rem }
                </style></head><body>
                <h1>Engine benchmark</h1>
                <p>%s</p>
                <table><tr><th>what</th><th>measured</th><th>goal</th></tr>
                %s</table>
                <svg viewBox="0 0 %d %d" role="img" aria-label="What each side does in a second">
                %s
                </svg></body></html>
                """.formatted(
                        escaped(machine.processor() + ", " + options.threads() + " threads, " + options.precision()
                                + (options.quick() ? "; quick: these figures mean nothing" : "")),
                        rows(measured),
                        WIDTH,
                        y,
                        String.join("\n", shapes));
    }

    private static String rows(Measured measured) {
        StringBuilder rows = new StringBuilder();
        for (Figure figure : EngineFigures.ALL) {
            if (measured.results.containsKey(figure.name())) {
                Double value = measured.results.get(figure.name());
                rows.append("<tr><td>%s</td><td class=\"%s\">%s</td><td>%s</td></tr>%n"
                        .formatted(
                                escaped(figure.says()),
                                value == null || figure.reached(value) ? "" : "no",
                                escaped(figure.value(value)),
                                escaped(figure.goalText())));
            }
        }
        return rows.toString();
    }

    private static int bars(List<String> shapes, int top, Map<String, Times> sides) {
        double longest =
                sides.values().stream().mapToDouble(Times::perSecond).max().orElse(1);
        int y = top;
        int colour = 0;
        for (Map.Entry<String, Times> side : sides.entrySet()) {
            double perSecond = side.getValue().perSecond();
            double length = Math.max(1, perSecond / longest * (WIDTH - LABEL - 160));
            shapes.add(text(0, y + 16, "normal", side.getKey()));
            shapes.add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    LABEL,
                    y,
                    length,
                    BAR - 4,
                    COLOURS.get(colour++ % COLOURS.size())));
            String amount = String.format(
                    Locale.ROOT, "%.0f %s/s", perSecond, side.getValue().unit());
            shapes.add(text(LABEL + length + 8, y + 15, "normal", amount));
            y += BAR;
        }
        return y;
    }

    private static String text(double x, int y, String weight, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" font-size=\"14\" font-weight=\"%s\" font-family=\"sans-serif\">%s</text>",
                x,
                y,
                weight,
                escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
