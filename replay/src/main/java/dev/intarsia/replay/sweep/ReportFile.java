package dev.intarsia.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How measurements are reported: their files, their figures in JSON and in tables' cells. */
public final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double UNITS = 1e5;

    private ReportFile() {}

    /**
     * A picture.
     *
     * @param alternative what it shows, for whoever does not see it
     */
    public record Picture(String alternative, String svg) {}

    /** Begins a report of what was measured now. */
    public static ObjectNode head() {
        return JSON.createObjectNode()
                .put(
                        "measured_at",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** A number; null where it is not finite. */
    public static void put(ObjectNode node, String name, double number) {
        if (Double.isFinite(number)) {
            node.put(name, number);
        } else {
            node.putNull(name);
        }
    }

    /** Numbers that belong together; null where one is not finite. */
    public static void putAll(ObjectNode node, String name, double... numbers) {
        ArrayNode all = node.putArray(name);
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                all.add(number);
            } else {
                all.addNull();
            }
        }
    }

    /** To five decimals. */
    public static double rounded(double value) {
        return Math.rint(value * UNITS) / UNITS;
    }

    /** The next cell of a table's row; a dash where one of the numbers is not finite. */
    public static void cell(StringBuilder row, String format, double... numbers) {
        row.append(" | ")
                .append(
                        Arrays.stream(numbers).allMatch(Double::isFinite)
                                ? String.format(
                                        Locale.ROOT,
                                        format,
                                        Arrays.stream(numbers).boxed().toArray())
                                : "–");
    }

    /**
     * Writes both files, {@code name.json} and {@code name.md}, replacing older ones.
     *
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(JsonNode report, String markdown, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".json"), JSON.writeValueAsString(report) + "\n");
        Path tables = directory.resolve(name + ".md");
        Files.writeString(tables, markdown);
        return "Report: " + tables.toAbsolutePath().normalize();
    }

    /**
     * Writes pictures, replacing older ones.
     *
     * @param pictures by file name
     * @param directory made where it is missing
     * @return their alternative texts by file name, in the same order
     */
    public static Map<String, String> draw(Map<String, Picture> pictures, Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, String> alternatives = new LinkedHashMap<>();
        for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
            Files.writeString(
                    directory.resolve(picture.getKey()), picture.getValue().svg());
            alternatives.put(picture.getKey(), picture.getValue().alternative());
        }
        return alternatives;
    }
}
