package dev.intarsia.replay.sweep;

import java.util.List;
import java.util.Locale;

/** Points on two axes of one scale, with the line where both are equal. */
final class ScatterPicture {
    private static final int STEPS = 4;

    private ScatterPicture() {}

    /** @param points of two numbers each, first the horizontal one */
    static String of(String horizontal, String vertical, List<double[]> points) {
        double low = 0;
        double high = 0;
        for (double[] point : points) {
            low = Math.min(low, Math.min(point[0], point[1]));
            high = Math.max(high, Math.max(point[0], point[1]));
        }
        double span = high > low ? high - low : 1;
        SvgFrame frame = new SvgFrame(horizontal, vertical, low, low + span);
        for (int i = 0; i <= STEPS; i++) {
            frame.tick(frame.x((double) i / STEPS), String.format(Locale.ROOT, "%.3f", low + span * i / STEPS));
        }
        frame.line(frame.x(0), frame.y(low), frame.x(1), frame.y(low + span), "#5c6770", 1);
        for (double[] point : points) {
            frame.dot(frame.x((point[0] - low) / span), frame.y(point[1]), SvgFrame.COLOURS.get(2));
        }
        return frame.svg(vertical + " by " + horizontal);
    }
}
