package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Estimate;
import java.util.List;
import java.util.Map;

/**
 * A measure along something.
 *
 * @param points from low to high
 */
public record Curve(Measure measure, List<Point> points) {
    public Curve {
        points = List.copyOf(points);
    }

    /**
     * The questions of one stretch.
     *
     * @param from where it begins: a number of events, milliseconds since 1970, a share or a distance, as the curve has it
     * @param to where it ends, inclusive
     * @param users who were asked there
     * @param methods figures by name
     */
    public record Point(double from, double to, int users, int questions, Map<String, Estimate> methods) {}
}
