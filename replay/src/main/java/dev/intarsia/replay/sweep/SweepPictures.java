package dev.intarsia.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.replay.sweep.ReportFile.Picture;
import dev.intarsia.replay.sweep.Variation.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report's pictures, each an SVG file that needs nothing else. */
final class SweepPictures {
    private static final Map<Section, String> CURVES = curves();

    private SweepPictures() {}

    private static Map<Section, String> curves() {
        Map<Section, String> curves = new LinkedHashMap<>();
        curves.put(Section.ITEMS, "Newest items of history that count");
        curves.put(Section.SHARERS, "Sharers in the pool");
        curves.put(Section.RATIO, "Share of each sharer's modules in the pool");
        curves.put(Section.KEPT, "Pieces kept at a module");
        return curves;
    }

    /**
     * All pictures by file name.
     *
     * @param report as {@link SweepJson} makes it
     */
    static Map<String, Picture> of(JsonNode report) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        report.path("people").properties().forEach(group -> {
            CURVES.forEach((section, axis) -> curve(group.getValue(), section, axis)
                    .ifPresent(svg -> pictures.put(
                            group.getKey() + "-" + section.name().toLowerCase(Locale.ROOT) + ".svg",
                            new Picture("Error by: " + axis.toLowerCase(Locale.ROOT), svg))));
            pictures.put(
                    group.getKey() + "-gain.svg",
                    new Picture("Each user's predicted gain against the measured one", gains(group.getValue())));
        });
        return pictures;
    }

    private static Optional<String> curve(JsonNode group, Section section, String axis) {
        List<String> values = new ArrayList<>();
        Map<String, Map<String, Double>> lines = new LinkedHashMap<>();
        group.path("variations").forEach(row -> {
            if (row.path("section").asText().equals(section.name())) {
                String value = row.path("value").asText();
                if (!values.contains(value)) {
                    values.add(value);
                }
                lines.computeIfAbsent(row.path("series").asText(), series -> new LinkedHashMap<>())
                        .put(value, row.path("mae").asDouble());
            }
        });
        if (values.isEmpty()) {
            return Optional.empty();
        }
        CurvePicture picture = new CurvePicture(axis, "MAE", values);
        picture.line(Variations.BASE, constant(values, method(group, Variations.BASE)));
        lines.forEach(picture::line);
        if (!lines.containsKey(Variations.OWN)) {
            picture.line(Variations.OWN, constant(values, method(group, Variations.OWN)));
        }
        return Optional.of(picture.svg());
    }

    private static Map<String, Double> constant(List<String> values, double value) {
        Map<String, Double> line = new LinkedHashMap<>();
        values.forEach(at -> line.put(at, value));
        return line;
    }

    private static double method(JsonNode group, String series) {
        for (JsonNode row : group.path("variations")) {
            if (row.path("section").asText().equals(Section.METHOD.name())
                    && row.path("series").asText().equals(series)) {
                return row.path("mae").asDouble();
            }
        }
        throw new IllegalArgumentException("The report has no method " + series + ".");
    }

    private static String gains(JsonNode group) {
        List<double[]> points = new ArrayList<>();
        group.path("gains_by_user")
                .path(Variations.BAYES)
                .forEach(point -> points.add(
                        new double[] {point.get(0).asDouble(), point.get(1).asDouble()}));
        return ScatterPicture.of("Predicted gain, nats per response token", "Measured gain", points);
    }
}
