package dev.intarsia.replay.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines over values that lie at equal distances, whatever they are. */
public final class CurvePicture {
    private final String horizontal;
    private final String vertical;
    private final List<String> values;
    private final Map<String, Map<String, Double>> lines = new LinkedHashMap<>();

    /** @param values of the horizontal axis, in order */
    public CurvePicture(String horizontal, String vertical, List<String> values) {
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.values = List.copyOf(values);
    }

    /** Adds a line; where it has no value, it is drawn from its neighbours. */
    public void line(String name, Map<String, Double> points) {
        lines.put(name, Map.copyOf(points));
    }

    public String svg() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Map<String, Double> line : lines.values()) {
            for (double value : line.values()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double margin = high > low ? (high - low) / 10 : 0.5;
        SvgFrame frame = new SvgFrame(horizontal, vertical, low - margin, high + margin);
        for (int i = 0; i < values.size(); i++) {
            frame.tick(frame.x(share(i)), values.get(i));
        }
        int number = 0;
        for (Map.Entry<String, Map<String, Double>> line : lines.entrySet()) {
            String colour = SvgFrame.COLOURS.get(number % SvgFrame.COLOURS.size());
            frame.legend(number++, colour, line.getKey());
            draw(frame, line.getValue(), colour);
        }
        return frame.svg(vertical + " by " + horizontal);
    }

    private void draw(SvgFrame frame, Map<String, Double> line, String colour) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = 0; i < values.size(); i++) {
            Double value = line.get(values.get(i));
            if (value != null) {
                double x = frame.x(share(i));
                double y = frame.y(value);
                if (!Double.isNaN(lastX)) {
                    frame.line(lastX, lastY, x, y, colour, 2);
                }
                frame.dot(x, y, colour);
                lastX = x;
                lastY = y;
            }
        }
    }

    private double share(int index) {
        return (index + 0.5) / values.size();
    }
}
