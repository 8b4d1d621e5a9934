package dev.intarsia.benchmarks.assembler;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Storage over users, both by powers of ten, as a page that needs nothing else. */
final class StoragePicture {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 60;
    private static final double LEAST_USERS = 1;
    private static final double MOST_USERS = 6;
    private static final double LEAST_BYTES = 7;
    private static final double MOST_BYTES = 14;

    private StoragePicture() {}

    static String of(List<StorageCurve> curve) {
        StringBuilder shapes = new StringBuilder();
        for (int power = (int) LEAST_USERS; power <= MOST_USERS; power++) {
            double x = x(Math.pow(10, power));
            shapes.append(text(x - 12, HEIGHT - MARGIN + 20, "10^" + power));
        }
        for (int power = (int) LEAST_BYTES; power <= MOST_BYTES; power++) {
            double y = y(Math.pow(10, power));
            shapes.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    MARGIN,
                    y,
                    WIDTH - MARGIN,
                    y));
            shapes.append(text(4, y + 4, "10^" + power));
        }
        shapes.append(line(curve, StorageCurve::oppuBytes, "#d08c60"));
        shapes.append(line(curve, StorageCurve::perPcsBytes, "#1f6f8b"));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Assembler benchmark: storage</title></head>
                <body style="font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 760px; color: #1d2529">
                <h1>Bytes over users</h1>
                <p>Llama 2 7B's shapes, rank 8 at q and v: <span style="color:#d08c60">an adapter for each user</span> and
                <span style="color:#1f6f8b">pieces of 50 sharers</span>.</p>
                <svg viewBox="0 0 %d %d" role="img" aria-label="Bytes over users, by powers of ten">
                %s</svg></body></html>
                """.formatted(WIDTH, HEIGHT, shapes);
    }

    private static String line(List<StorageCurve> curve, ToDoubleFunction<StorageCurve> bytes, String colour) {
        String points = curve.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.users()), y(bytes.applyAsDouble(point))))
                .collect(Collectors.joining(" "));
        return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2.5\"/>\n";
    }

    private static double x(double users) {
        return MARGIN + (Math.log10(users) - LEAST_USERS) / (MOST_USERS - LEAST_USERS) * (WIDTH - 2 * MARGIN);
    }

    private static double y(double bytes) {
        double share = (Math.log10(bytes) - LEAST_BYTES) / (MOST_BYTES - LEAST_BYTES);
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }

    private static String text(double x, double y, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"13\">%s</text>%n", x, y, text);
    }
}
