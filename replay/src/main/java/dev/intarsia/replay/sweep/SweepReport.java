package dev.intarsia.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The results as files: {@code assembly.json}, {@code assembly.md} and pictures. */
public final class SweepReport {
    private SweepReport() {}

    /**
     * Writes all files, replacing older ones.
     *
     * @param quick whether the figures mean nothing
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(SweepResult result, boolean quick, Path directory) throws IOException {
        JsonNode report = SweepJson.of(result, quick);
        Map<String, String> alternatives = ReportFile.draw(SweepPictures.of(report), directory);
        return ReportFile.write(report, SweepTables.of(report, alternatives), directory, "assembly");
    }
}
