package dev.intarsia.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The results as files: {@code assembly.json}, {@code assembly.md} and pictures. */
public final class SweepReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SweepReport() {}

    /**
     * Writes all files, replacing older ones.
     *
     * @param quick whether the figures mean nothing
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(SweepResult result, boolean quick, Path directory) throws IOException {
        Files.createDirectories(directory);
        JsonNode report = SweepJson.of(result, quick);
        Files.writeString(directory.resolve("assembly.json"), JSON.writeValueAsString(report) + "\n");
        draw(report, directory);
        return "Report: " + directory.resolve("assembly.md").toAbsolutePath().normalize();
    }

    /** The tables and pictures of a report that was read again. */
    static void draw(JsonNode report, Path directory) throws IOException {
        Map<String, String> alternatives = new LinkedHashMap<>();
        for (Map.Entry<String, SweepPictures.Picture> picture :
                SweepPictures.of(report).entrySet()) {
            Files.writeString(
                    directory.resolve(picture.getKey()), picture.getValue().svg());
            alternatives.put(picture.getKey(), picture.getValue().alternative());
        }
        Files.writeString(directory.resolve("assembly.md"), SweepTables.of(report, alternatives));
    }
}
