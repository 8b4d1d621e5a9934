package dev.intarsia.replay.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An SVG drawing with a frame of two axes. */
public final class SvgFrame {
    public static final List<String> COLOURS = List.of("#99a8b2", "#d08c60", "#1f6f8b", "#3f7d4e", "#7a4f9a");

    private static final int WIDTH = 640;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int STEPS = 4;

    private final List<String> shapes = new ArrayList<>();
    private final double low;
    private final double high;

    /** @param low value at the bottom of the vertical axis, below {@code high} */
    public SvgFrame(String horizontal, String vertical, double low, double high) {
        this.low = low;
        this.high = high;
        for (int i = 0; i <= STEPS; i++) {
            double value = low + (high - low) * i / STEPS;
            line(LEFT, y(value), WIDTH - RIGHT, y(value), "#dde3e7", 1);
            text(LEFT - 8, y(value) + 4, "end", String.format(Locale.ROOT, "%.3f", value));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", horizontal);
        text(LEFT - 50, TOP - 22, "start", vertical);
    }

    /** Where a share of the horizontal axis lies. */
    public double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    /** Where a value lies. */
    public double y(double value) {
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }

    public void line(double fromX, double fromY, double toX, double toY, String colour, int width) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>",
                fromX, fromY, toX, toY, colour, width);
    }

    public void dot(double x, double y, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", x, y, colour);
    }

    public void tick(double x, String label) {
        text(x, HEIGHT - BOTTOM + 20, "middle", label);
    }

    /** An entry of the legend, in its place from the left. */
    public void legend(int place, String colour, String label) {
        double x = LEFT + 60 + place * 130;
        add("<rect x=\"%.1f\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, TOP - 32, colour);
        text(x + 18, TOP - 21, "start", label);
    }

    private void text(double x, double y, String anchor, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"12\" fill=\"#1d2529\">%s</text>",
                x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void add(String format, Object... values) {
        shapes.add(String.format(Locale.ROOT, format, values));
    }

    public String svg(String label) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                        + " role=\"img\" aria-label=\"%s\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fbfaf7\"/>%n%s%n</svg>%n",
                WIDTH,
                HEIGHT,
                label.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"),
                WIDTH,
                HEIGHT,
                String.join("\n", shapes));
    }
}
